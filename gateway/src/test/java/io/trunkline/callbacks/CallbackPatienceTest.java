// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.trunkline.account.AccountId;
import io.trunkline.callbacks.CallbackStore.Stored;
import io.trunkline.callbacks.DueStore.Due;
import io.trunkline.id.MovableClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the log says of callbacks that are given up. */
class CallbackPatienceTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger(CallbackPatience.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T12:00:00Z"));
  private final CallbackPatience patience = new CallbackPatience(clock);

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void endListening() {
    logger.detachAppender(lines);
  }

  /** Of a number, perhaps, at which the address of another version is still set. */
  @Test
  void fillsNoLogWithWhatComesWhereNothingIsExpected() {
    giveUp(UnexpectedRoute.KIND, 1000);
    assertThat(warnings())
        .singleElement()
        .asString()
        .contains("(unexpected)")
        .contains(" 0 others");

    clock.move(ParkedLately.PAUSE);
    giveUp(UnexpectedRoute.KIND, 2);

    assertThat(warnings()).hasSize(2);
    assertThat(warnings().getLast()).contains(" 999 others");
  }

  @Test
  void saysOfEachKindThatItIsGivenUp() {
    giveUp(UnexpectedRoute.KIND, 10);
    giveUp("message_status", 10);

    assertThat(warnings()).hasSize(2);
    assertThat(warnings().getLast()).contains("(message_status)");
  }

  private void giveUp(String kind, int many) {
    for (int i = 0; i < many; i++) {
      var stored =
          new Stored(
              new CallbackId(new UUID(1, i)),
              new AccountId(new UUID(1, 1)),
              kind,
              "/twilio/old",
              Map.of(),
              clock.instant());
      assertThat(patience.hopeless(new Due(stored, clock.instant(), 0), "nothing").again())
          .isNull();
    }
  }

  private List<String> warnings() {
    return lines.list.stream()
        .filter(line -> line.getLevel() == Level.WARN)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }
}
