// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.messaging.TestGateway;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** A reader that does not read, and what becomes of the others and of itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class SlowReaderTest {

  private static final String LONG = "x".repeat(20_000);

  private final TestGateway gateway = new TestGateway("server.tomcat.connection-timeout=60s");
  private final Events events = gateway.get(Events.class);
  private final AccountId account = gateway.get(Accounts.class).configured().id();

  @AfterAll
  void stop() {
    gateway.close();
  }

  @Test
  void holdsUpNobodyAndIsGivenAllInTheEndThoughMemoryHoldsLittle() {
    try (var slow = new SseReader(gateway.url.resolve("/v1/events/stream"), null);
        var quick = new SseReader(gateway.url.resolve("/v1/events/stream"), null)) {
      // More than the sockets hold, and than is kept in memory.
      int number = 3 * Recent.MOST;
      IntStream.range(0, number / 100).forEach(this::record);

      var told = ids(quick.events(number));
      assertThat(told).doesNotHaveDuplicates();
      assertThat(ids(slow.events(number))).containsExactlyElementsOf(told);
    }
  }

  private static List<String> ids(List<SseReader.Block> blocks) {
    return blocks.stream().map(block -> String.valueOf(block.id())).toList();
  }

  private void record(int hundred) {
    gateway.inTransaction(
        () ->
            events.record(
                IntStream.range(0, 100)
                    .mapToObj(
                        i ->
                            new NewEvent(
                                account, "message.accepted", "thing-" + hundred, Map.of("a", LONG)))
                    .toList()));
  }
}
