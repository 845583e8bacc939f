// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.trunkline.law.Purpose;
import io.trunkline.numbers.Numbers;
import io.trunkline.problem.RefusalException;
import io.trunkline.problem.RequestRefusal;
import io.trunkline.segments.Encoding;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What can be done with messages before they go. */
class HeldMessagesTest extends MessagingStage {

  /** With no warnings but those of the test. */
  HeldMessagesTest() {
    super(
        "trunkline.policy.content-rules.opt-out-instruction=off",
        "trunkline.policy.consent-required=off");
  }

  private final Instant later =
      gateway.get(Clock.class).instant().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);

  @Test
  void isDraftedAnewWhenItsWordsChange() {
    var held =
        messages.send(
            text("Hello").sendAt(later).validFor(Duration.ofMinutes(10)).reference("table 4"));

    var edited =
        messages.edit(
            account,
            held.id(),
            EditMessage.NOTHING.body("Привет ".repeat(20)).purpose(Purpose.TRANSACTIONAL));

    assertThat(edited.id()).isEqualTo(held.id());
    assertThat(edited.body()).startsWith("Привет");
    assertThat(edited.encoding()).isEqualTo(Encoding.UCS_2);
    assertThat(edited.segments()).isEqualTo(3);
    assertThat(edited.purpose()).isEqualTo(Purpose.TRANSACTIONAL);
    assertThat(edited.hold()).isEqualTo(held.hold());
    assertThat(edited.reference()).isEqualTo("table 4");
    assertThat(messages.timeline(account, held.id()).getLast().detail())
        .isEqualTo("Changed: body, purpose");
  }

  @Test
  void goesAtAnotherTimeAndExpiresThatMuchLater() {
    var held = messages.send(text("Hello").sendAt(later).validFor(Duration.ofMinutes(10)));
    var evenLater = later.plus(Duration.ofHours(5));

    var edited = messages.edit(account, held.id(), EditMessage.NOTHING.sendAt(evenLater));

    assertThat(edited.hold().until()).isEqualTo(evenLater);
    assertThat(edited.hold().expiresAt()).isEqualTo(evenLater.plus(Duration.ofMinutes(10)));
    assertThat(edited.body()).isEqualTo("Hello");
  }

  @Test
  void goesNowIfItsTimeIsMovedIntoThePast() {
    var held = messages.send(text("Hello").sendAt(later));

    messages.edit(account, held.id(), EditMessage.NOTHING.sendAt(Instant.EPOCH).body("Hi"));

    awaitStatus(held.id(), MessageStatus.DELIVERED);
    assertThat(textsAt(alice)).containsExactly("Hi");
  }

  @Test
  void staysAsItIsIfTheChangeIsRefused() {
    var held = messages.send(text("Hello").sendAt(later));

    assertThat(refusal(held.id(), EditMessage.NOTHING.body(" ")))
        .isEqualTo(MessageRefusal.EMPTY_BODY);
    assertThat(refusal(held.id(), EditMessage.NOTHING.variables(Map.of("a", "b"))))
        .isEqualTo(RequestRefusal.INVALID_VALUE);
    assertThat(
            refusal(
                held.id(), EditMessage.NOTHING.sendAtLocal(WallClock.parse("+10000-01-01T00:00"))))
        .isEqualTo(RequestRefusal.INVALID_VALUE);
    assertThat(messages.find(account, held.id())).contains(held);
    assertThat(messages.timeline(account, held.id())).hasSize(1);
  }

  @Test
  void changesNoMoreOnceItHasGone() {
    var sent = messages.send(text("Hello"));
    var canceled = messages.send(text("Hello").sendAt(later));
    messages.cancel(account, canceled.id());

    assertThat(refusal(sent.id(), EditMessage.NOTHING.body("Hi")))
        .isEqualTo(MessageRefusal.NOT_WAITING);
    assertThat(refusal(canceled.id(), EditMessage.NOTHING.body("Hi")))
        .isEqualTo(MessageRefusal.NOT_WAITING);
  }

  @Test
  void staysHeldIfItIsPutOffInTheSecondInWhichItFallsDue() {
    var due = gateway.get(Clock.class).instant().plusSeconds(1);
    var held = messages.send(text("Not yet").sendAt(due).validFor(Duration.ofSeconds(1)));
    var outbox = gateway.get(Outbox.class);
    var watchers = new ArrayList<Thread>();

    gateway.inTransaction(
        () -> {
          messages.edit(account, held.id(), EditMessage.NOTHING.sendAt(later));
          // Not committed yet: whoever looks now still sees what it was.
          await().until(() -> gateway.get(Clock.class).instant().isAfter(due.plusSeconds(1)));
          watchers.add(Thread.startVirtualThread(() -> outbox.release(10)));
          watchers.add(Thread.startVirtualThread(() -> outbox.expire(10)));
          await().until(() -> waitingForLocks() >= 2);
        });

    await().until(() -> watchers.stream().noneMatch(Thread::isAlive));
    assertThat(messages.find(account, held.id()).orElseThrow())
        .returns(MessageStatus.HELD, Message::status)
        .returns(later, message -> message.hold().until());
    assertThat(details(held.id())).last().isEqualTo("Changed: send_at");
  }

  private int waitingForLocks() {
    return gateway
        .get(Storage.class)
        .jdbc()
        .sql("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted")
        .query(Integer.class)
        .single();
  }

  @Test
  void previewsWhatWouldBeSentAndStoresNothing() {
    var preview =
        messages.preview(
            text("Dinner “for two”? 🍕").sendAt(later).validFor(Duration.ofSeconds(1)));

    assertThat(preview.message().encoding()).isEqualTo(Encoding.UCS_2);
    assertThat(preview.message().hold().until()).isEqualTo(later);
    assertThat(preview.forcing())
        .containsExactly(
            new MessagePreview.Forcing(7, "“"),
            new MessagePreview.Forcing(15, "”"),
            new MessagePreview.Forcing(18, "🍕"));
    assertThat(preview.eta()).isEqualTo(later);
    assertThat(preview.message().cost().estimated()).isPositive();
    assertThat(preview.warnings()).isEmpty();
    assertThat(messages.list(new MessageQuery(account, alice, null, null, null, 10))).isEmpty();
  }

  @Test
  void warnsOfQuotesThatMakeATextDear() {
    assertThat(messages.preview(text("“" + "x".repeat(100))).warnings())
        .extracting(MessagePreview.Warning::code)
        .contains("plain_characters_are_cheaper");
  }

  @Test
  void warnsOfMoreThanTenSegments() {
    assertThat(messages.preview(text("x".repeat(1530))).warnings()).isEmpty();
    assertThat(messages.preview(text("ж".repeat(671))).warnings())
        .extracting(MessagePreview.Warning::code)
        .containsExactly("more_than_ten_segments");
  }

  @Test
  void countsWhatPlainCharactersWouldSaveAsItsSenderCounts() {
    gateway.get(Numbers.class).register(account, "+18885550100", null);
    // A joined segment from a toll-free number holds 152.
    var two = "“" + "x".repeat(304);

    assertThat(messages.preview(text(two).from("+18885550100")).warnings())
        .extracting(MessagePreview.Warning::detail)
        .containsExactly("5 segments; with plain quotes, dashes and spaces it has 3");
  }

  @Test
  void refusesAPreviewAsItWouldRefuseTheMessage() {
    var wrong = text("Hello").from("nobody");

    assertThat(
            catchThrowableOfType(RefusalException.class, () -> messages.preview(wrong)).refusal())
        .isEqualTo(refusalOf(wrong).refusal());
  }

  private Object refusal(MessageId id, EditMessage edit) {
    return catchThrowableOfType(RefusalException.class, () -> messages.edit(account, id, edit))
        .refusal()
        .code();
  }
}
