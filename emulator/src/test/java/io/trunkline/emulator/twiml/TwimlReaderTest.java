// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.twiml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.twilio.http.HttpMethod;
import com.twilio.twiml.MessagingResponse;
import com.twilio.twiml.VoiceResponse;
import com.twilio.twiml.messaging.Body;
import com.twilio.twiml.messaging.Media;
import com.twilio.twiml.messaging.Message;
import com.twilio.twiml.messaging.Redirect;
import com.twilio.twiml.voice.Pause;
import com.twilio.twiml.voice.Play;
import com.twilio.twiml.voice.Say;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwimlReaderTest {
  private final TwimlReader reader = new TwimlReader();

  @Test
  void readsWhatTheSdkWrites() throws Exception {
    var document =
        new MessagingResponse.Builder()
            .message(
                new Message.Builder()
                    .to("+14155550124")
                    .from("+14155550100")
                    .action("/status")
                    .statusCallback("/mms-status")
                    .body(new Body.Builder("Grüße & <more>").build())
                    .media(new Media.Builder("https://example.com/a.png").build())
                    .build())
            .message(new Message.Builder("Second").build())
            .redirect(new Redirect.Builder(URI.create("/next")).build())
            .build()
            .toXml();

    assertThat(reader.messaging("application/xml", document))
        .containsExactly(
            new MessagingVerb.Message(
                "Grüße & <more>",
                List.of("https://example.com/a.png"),
                "+14155550124",
                "+14155550100",
                "/status",
                "/mms-status"),
            new MessagingVerb.Message("Second", List.of(), "", "", "", ""),
            new MessagingVerb.Redirect("/next", "POST"));
  }

  @Test
  void readsTheVoiceThatTheSdkWrites() throws Exception {
    var document =
        new VoiceResponse.Builder()
            .say(new Say.Builder("Grüße & <more>").loop(0).build())
            .pause(new Pause.Builder().build())
            .play(new Play.Builder("/a.mp3").build())
            .redirect(
                new com.twilio.twiml.voice.Redirect.Builder(URI.create("/next"))
                    .method(HttpMethod.GET)
                    .build())
            .build()
            .toXml();

    assertThat(reader.voice("http://localhost/", "text/xml", document))
        .containsExactly(
            new VoiceVerb.Say("Grüße & <more>", 1000),
            new VoiceVerb.Pause(Duration.ofSeconds(1)),
            new VoiceVerb.Play("/a.mp3", 1),
            new VoiceVerb.Redirect("/next", "GET"));
  }

  @Test
  void speaksPlainTextAndPlaysSound() throws Exception {
    assertThat(reader.voice("http://localhost/", "text/plain", "Hello"))
        .containsExactly(new VoiceVerb.Say("Hello", 1));
    assertThat(reader.voice("http://localhost/a", "audio/mpeg", ""))
        .containsExactly(new VoiceVerb.Play("http://localhost/a", 1));
    assertThatThrownBy(() -> reader.voice("http://localhost/", "text/xml", " "))
        .isInstanceOfSatisfying(
            TwimlException.class, empty -> assertThat(empty.code()).isEqualTo(11770));
  }

  @Test
  void skipsWhatItDoesNotKnow() throws Exception {
    var document =
        "<?xml version=\"1.0\"?><!-- c --><Response><Dance><Message>no</Message></Dance>"
            + "<Message colour=\"red\"><Body>yes</Body><Hat/></Message></Response>";

    assertThat(reader.messaging("text/xml; charset=utf-8", document))
        .singleElement(type(MessagingVerb.Message.class))
        .extracting(MessagingVerb.Message::body)
        .isEqualTo("yes");
  }

  @Test
  void takesPlainTextForAReplyAndNothingForSilence() throws Exception {
    assertThat(reader.messaging("text/plain", " Thanks! \n"))
        .containsExactly(new MessagingVerb.Message("Thanks!", List.of(), "", "", "", ""));
    assertThat(reader.messaging("", "")).isEmpty();
    assertThat(reader.messaging("text/xml", "<Response/>")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Response><Message>open",
        "<Answer/>",
        "<Response/><Response/>",
        "not xml",
        "<!DOCTYPE Response [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
            + "<Response><Message>&x;</Message></Response>",
        "<!DOCTYPE Response [<!ENTITY a \"aaaa\">]><Response><Message>&a;</Message></Response>"
      })
  void refusesWhatIsNotPlainXml(String document) {
    assertThatThrownBy(() -> reader.messaging("text/xml", document))
        .asInstanceOf(type(TwimlException.class))
        .extracting(TwimlException::code)
        .isEqualTo(12100);
  }

  @Test
  void refusesOtherTypesAndTooMuch() {
    assertThatThrownBy(() -> reader.messaging("application/json", "{}"))
        .asInstanceOf(type(TwimlException.class))
        .extracting(TwimlException::code)
        .isEqualTo(12300);
    var large = "<Response><Message>" + "a".repeat(65_536) + "</Message></Response>";
    assertThatThrownBy(() -> reader.messaging("text/xml", large))
        .asInstanceOf(type(TwimlException.class))
        .extracting(TwimlException::code)
        .isEqualTo(11750);
  }
}
