// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.rest.api.v2010.account.Message;
import com.twilio.type.PhoneNumber;
import io.trunkline.emulator.EmulatorClient;
import io.trunkline.emulator.Phone;
import io.trunkline.emulator.TwilioEmulator;
import io.trunkline.emulator.phone.Fate;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@EmulatedTwilio(numbers = EmulatedTwilioTest.OURS)
class EmulatedTwilioTest {
  static final String OURS = "+12125550100";
  private static final String ALICE = "+14155550123";
  private static final Set<TwilioEmulator> SEEN = new HashSet<>();

  @BeforeEach
  void remember(TwilioEmulator twilio) {
    SEEN.add(twilio);
  }

  @AfterAll
  static void hasSharedOneEmulator() {
    assertThat(SEEN).hasSize(1);
  }

  @Test
  void handsOutPhonesThatReceiveAndReply(TwilioEmulator twilio, @Handset(ALICE) Phone alice) {
    send(twilio, ALICE, "Your code is 123");

    var text = alice.expectsText("Your code");
    assertThat(text.from()).isEqualTo(OURS);

    assertThat(alice.replies("STOP").to()).isEqualTo(OURS);
    assertThat(alice.messages()).hasSize(2);
  }

  @RepeatedTest(2)
  void beginsEachTestWithAFreshWorld(TwilioEmulator twilio, @Handset(ALICE) Phone alice) {
    assertThat(alice.messages()).isEmpty();
    assertThat(twilio.ledger().entries()).isEmpty();

    send(twilio, ALICE, "Hello");
    alice.expectsText("Hello");
  }

  @Test
  void expectsEachTextOnce(TwilioEmulator twilio, @Handset(ALICE) Phone alice) {
    send(twilio, ALICE, "Hello 1");
    send(twilio, ALICE, "Hello 2");

    assertThat(Set.of(alice.expectsText("Hello").said(), alice.expectsText("Hello").said()))
        .containsExactlyInAnyOrder("Hello 1", "Hello 2");
    alice.expectsNoMore();
  }

  @Test
  void saysWhatThePhoneHoldsInstead(TwilioEmulator twilio, @Handset(ALICE) Phone alice) {
    assertThatThrownBy(() -> alice.expectsText("Hello", Duration.ofMillis(1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("got no text with \"Hello\"")
        .hasMessageContaining("It holds nothing");

    send(twilio, ALICE, "Good morning");
    alice.expectsText("morning");
    assertThatThrownBy(() -> alice.expectsText("Hello", Duration.ofMillis(1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("from " + OURS + " to " + ALICE + ": Good morning");
  }

  @Test
  void refusesToAnswerWhatNeverCame(@Handset(ALICE) Phone alice) {
    assertThatThrownBy(() -> alice.replies("STOP"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no text that it could answer");
  }

  @Test
  void doesNotExpectWhatTheCarrierLost(TwilioEmulator twilio, @Handset(ALICE) Phone alice) {
    alice.fate(Fate.failed(30008));
    var sid = send(twilio, ALICE, "Hello");
    Awaitility.await()
        .until(
            () ->
                Message.fetcher(sid).fetch(EmulatorClient.live(twilio)).getStatus()
                    == Message.Status.FAILED);

    alice.expectsNoMore();
  }

  @Nested
  class InANestedClass {
    @Test
    void usesTheSameEmulator(TwilioEmulator twilio) {
      assertThat(SEEN).containsExactly(twilio);
    }
  }

  static String send(TwilioEmulator twilio, String to, String body) {
    return Message.creator(new PhoneNumber(to), new PhoneNumber(twilio.numbers().getFirst()), body)
        .create(EmulatorClient.live(twilio))
        .getSid();
  }
}
