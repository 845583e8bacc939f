// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static io.trunkline.messaging.TestGateway.OUR_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.conversations.ConversationKey;
import io.trunkline.conversations.Conversations;
import io.trunkline.conversations.Spoken;
import io.trunkline.media.MediaRefusal;
import io.trunkline.numbers.ChosenBecause;
import io.trunkline.numbers.Numbers;
import io.trunkline.templates.TemplateContent;
import io.trunkline.templates.TemplateText;
import io.trunkline.templates.Templates;
import io.trunkline.twilio.Channel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What goes by which channel, and what is asked before. */
class ChannelRulesTest extends MessagingStage {

  private static final String BAKERY = "whatsapp:+14155550110";
  private static final String CAFE = "whatsapp:+14155550111";
  private static final String PICTURE = "https://cdn.example/cake.png";
  private static final String CONTENT = "HX" + "1".repeat(32);

  @BeforeAll
  void open() {
    var numbers = gateway.get(Numbers.class);
    numbers.register(account, BAKERY, null);
    numbers.register(account, CAFE, null);
    numbers.putPool(account, "shops", List.of(BAKERY, CAFE, OUR_NUMBER));
    var templates = gateway.get(Templates.class);
    templates.create(
        account,
        "bread",
        TemplateContent.in("en", "Your bread is ready")
            .and("en", TemplateText.of("Your bread is ready").linkedTo(CONTENT)));
    templates.publish(account, "bread", 1);
  }

  @Test
  void makesAnMmsOfATextWithMedia() {
    var message =
        send(
            text("Cake")
                .media(List.of(PICTURE))
                .channels(Channel.SMS, Channel.MMS, Channel.WHATSAPP));

    assertThat(message.channel()).isEqualTo(Channel.MMS);
    assertThat(message.chain().further()).containsExactly(Channel.WHATSAPP);
  }

  @Test
  void takesASenderThatIsWrittenWithPunctuationForNoPool() {
    var message = send(text("Cake").from("+1 (415) 555-0100"));

    assertThat(message.from()).isEqualTo(OUR_NUMBER);
    assertThat(message.pool()).isNull();
    assertThat(send(text("Cake").from("shops")).pool()).isEqualTo("shops");
  }

  @Test
  void keepsTheContentOfATemplateForTheChannelAfterAText() {
    var message = send(bread().channels(Channel.SMS, Channel.WHATSAPP).from("shops"));

    assertThat(message.channel()).isEqualTo(Channel.SMS);
    assertThat(message.content().contentSid()).isEqualTo(CONTENT);
  }

  @Test
  void sendsATextInTheWordsOfTheTemplate() {
    var message = messages.send(bread());

    awaitStatus(message.id(), MessageStatus.DELIVERED);
    assertThat(textsAt(alice)).containsExactly("Your bread is ready");
  }

  @Test
  void takesNoContentForApprovedOfWhichNothingIsKnown() {
    var refusal = refusalOf(bread().channels(Channel.WHATSAPP).from(BAKERY)).refusal();

    assertThat(refusal.code()).isEqualTo(MessageRefusal.TEMPLATE_NOT_APPROVED);
    assertThat(refusal.detail()).contains("not known yet");
  }

  @Test
  void putsNoMediaBesideTheContentOfATemplate() {
    hears(BAKERY, Duration.ZERO);

    var refusal =
        refusalOf(bread().media(List.of(PICTURE)).channels(Channel.WHATSAPP).from(BAKERY));

    assertThat(refusal.refusal().code()).isEqualTo(MessageRefusal.INVALID_MEDIA);
  }

  @Test
  void givesWhatsAppOneFileAndWarnsOfATextBesideIt() {
    hears(BAKERY, Duration.ZERO);
    var cake = text("Cake").channels(Channel.WHATSAPP).from(BAKERY);

    assertThat(refusalOf(cake.media(List.of(PICTURE, PICTURE))).refusal().code())
        .isEqualTo(MediaRefusal.TOO_MANY_MEDIA);
    assertThat(messages.preview(cake.media(List.of(PICTURE))).warnings())
        .extracting(MessagePreview.Warning::code)
        .contains("text_may_be_left_out");
  }

  @Test
  void writesOnWhatsAppFromTheSenderThatTheRecipientWroteToLast() {
    hears(BAKERY, Duration.ofHours(25));
    hears(CAFE, Duration.ofHours(20));
    var cake = text("Cake").channels(Channel.WHATSAPP).from("shops");

    assertThat(messages.preview(cake))
        .returns(CAFE, preview -> preview.message().from())
        .returns(ChosenBecause.IN_CONVERSATION, MessagePreview::senderBecause);
    hears(BAKERY, Duration.ZERO);
    assertThat(send(cake).from()).isEqualTo(BAKERY);
  }

  /** Held, so that it stays as it was accepted. */
  private Message send(SendMessage request) {
    return messages.send(
        request.sendAt(gateway.get(Clock.class).instant().plus(Duration.ofHours(1))));
  }

  private SendMessage bread() {
    return SendMessage.to(alice).template("bread", Map.of());
  }

  /** Alice has written to one of our senders on WhatsApp. */
  private void hears(String sender, Duration ago) {
    Instant at = gateway.get(Clock.class).instant().minus(ago);
    gateway
        .get(Conversations.class)
        .recordInbound(
            List.of(
                new Spoken(
                    new ConversationKey(account, Channel.WHATSAPP, sender, alice),
                    null,
                    "Hello",
                    at)));
  }
}
