// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.account.AccountId;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SenderWaitsTest {

  private static final Clock STANDING = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private final Sender slow = sender("+12125550100", 1);
  private final Sender fast = sender("+12125550101", 3);
  private final Sender also = sender("+12125550102", 1);

  @Test
  void takeTurnsWhereNothingWaits() {
    var waits = new SenderWaits(STANDING);

    assertThat(taken(waits, 6, slow, also))
        .containsExactlyInAnyOrder(slow, slow, slow, also, also, also);
  }

  @Test
  void giveEachAsMuchAsItsPaceCarries() {
    var waits = new SenderWaits(STANDING);

    assertThat(taken(waits, 40, slow, fast)).filteredOn(fast::equals).hasSizeBetween(29, 31);
  }

  @Test
  void spareWhomMuchWaitsFor() {
    var waits = new SenderWaits(STANDING);

    var taken =
        IntStream.range(0, 10)
            .mapToObj(
                i -> waits.least(List.of(slow, also), sender -> sender.equals(slow) ? 8.5 : 0))
            .toList();

    assertThat(taken).filteredOn(slow::equals).hasSize(1);
  }

  @Test
  void forgetWhatThePaceHasWorkedOff() {
    var now = new AtomicReference<>(Instant.EPOCH);
    InstantSource source = now::get;
    var waits = new SenderWaits(source.withZone(ZoneOffset.UTC));
    taken(waits, 20, slow, also);
    var before = taken(waits, 1, slow, fast);

    now.set(Instant.EPOCH.plusSeconds(60));

    assertThat(before).containsExactly(fast);
    assertThat(taken(waits, 2, slow, fast)).containsExactlyInAnyOrder(slow, fast);
  }

  private static List<Sender> taken(SenderWaits waits, int times, Sender... senders) {
    return IntStream.range(0, times)
        .mapToObj(i -> waits.least(List.of(senders), sender -> 0))
        .toList();
  }

  private static Sender sender(String address, double pacePerSecond) {
    return new Sender(
        new SenderId(UUID.randomUUID()),
        new AccountId(new UUID(0, 1)),
        address,
        SenderKind.LONG_CODE,
        pacePerSecond,
        Set.of("US"),
        Set.of(),
        Instant.EPOCH);
  }
}
