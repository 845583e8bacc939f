// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.trunkline.emulator.EmulatorOptions;
import io.trunkline.emulator.Phone;
import io.trunkline.emulator.TwilioEmulator;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs classes that are tests of somebody else, some of which must fail. */
class TwilioExtensionTest {
  private static final String ALICE = "+14155550123";

  @Test
  void failsATestForATextThatNobodyExpected() {
    outcomes(Strict.class)
        .assertThatEvents()
        .haveExactly(1, event(test("expectsIt"), finishedSuccessfully()))
        .haveExactly(
            1,
            event(
                test("overlooksIt"),
                finishedWithFailure(
                    message(text -> text.contains(ALICE + " got what nobody expected:")))));
  }

  @Test
  void doesNotHideAFailureBehindItsOwn() {
    outcomes(FailsBesides.class)
        .assertThatEvents()
        .haveExactly(
            1, event(test("fails"), finishedWithFailure(message("a fault of the test's own"))));
  }

  @Test
  void takesOptionsInAField() {
    assertThat(outcomes(WithOptions.class).succeeded().count()).isEqualTo(1);
  }

  @Test
  void readsASeedFile() {
    assertThat(outcomes(WithSeed.class).succeeded().count()).isEqualTo(1);
  }

  @Test
  void asksForTheNumberOfAPhone() {
    outcomes(NamelessPhone.class)
        .assertThatEvents()
        .haveExactly(
            1, event(finishedWithFailure(message(text -> text.contains("Name the phone")))));
  }

  private static Events outcomes(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(tests))
        .execute()
        .testEvents();
  }

  @EmulatedTwilio(strict = true)
  @TestMethodOrder(MethodOrderer.MethodName.class)
  static class Strict {
    @Test
    void overlooksIt(TwilioEmulator twilio) {
      EmulatedTwilioTest.send(twilio, ALICE, "Hello");
    }

    @Test
    void expectsIt(TwilioEmulator twilio, @Handset(ALICE) Phone alice) {
      EmulatedTwilioTest.send(twilio, ALICE, "Hello");
      alice.expectsText("Hello");
    }
  }

  @EmulatedTwilio(strict = true)
  static class FailsBesides {
    @Test
    void fails(TwilioEmulator twilio) {
      EmulatedTwilioTest.send(twilio, ALICE, "Hello");
      throw new IllegalStateException("a fault of the test's own");
    }
  }

  static class WithOptions {
    @RegisterExtension
    static final TwilioExtension TWILIO =
        TwilioExtension.with(EmulatorOptions.defaults().withNumbers("+13125550100")).strict();

    @Test
    void hasTheNumber(TwilioEmulator twilio) {
      assertThat(twilio.numbers()).isEqualTo(List.of("+13125550100"));
    }
  }

  @EmulatedTwilio(seed = "seed-example.json")
  static class WithSeed {
    @Test
    void hasItsNumbers(TwilioEmulator twilio) {
      assertThat(twilio.numbers()).contains("+13125550100");
    }
  }

  @EmulatedTwilio
  static class NamelessPhone {
    @Test
    void cannotBe(Phone somebody) {}
  }
}
