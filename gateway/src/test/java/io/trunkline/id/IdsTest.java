// SPDX-License-Identifier: Apache-2.0
package io.trunkline.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");

  private final Ids ids = new Ids(Clock.fixed(NOON, ZoneOffset.UTC));

  @Test
  void readsWhatItWrites() {
    var value = ids.next();

    var text = Ids.write("msg", value);

    assertThat(text).matches("msg_[0-9a-hjkmnp-tv-z]{26}");
    assertThat(Ids.read("msg", text)).isEqualTo(value);
  }

  @Test
  void sortsTheSameAsTextAndInTheDatabase() {
    var made = Stream.generate(ids::next).limit(1_000).toList();

    assertThat(made.stream().map(value -> Ids.write("msg", value)).toList()).isSorted();
    assertThat(made.stream().map(UUID::toString).toList()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void knowsWhenAnIdWasMade() {
    assertThat(Ids.madeAt(ids.next())).isEqualTo(NOON);
    assertThat(ids.next().version()).isEqualTo(7);
  }

  @Test
  void makesIdsOfAnEarlierTime() {
    var then = NOON.minusSeconds(3600);

    var made = Stream.generate(() -> ids.at(then)).limit(1_000).toList();

    assertThat(made).doesNotHaveDuplicates().allMatch(id -> id.version() == 7 && id.variant() == 2);
    assertThat(made).allMatch(id -> Ids.madeAt(id).equals(then));
  }

  @Test
  void knowsWhatAllIdsOfATimeSortAfter() {
    assertThat(Ids.madeFrom(NOON).toString()).isLessThan(ids.next().toString());
    assertThat(Ids.madeFrom(NOON.plusMillis(1)).toString()).isGreaterThan(ids.next().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "msg_",
        "acct_06e12jx2hr7h5ampgeh9bsncs4",
        "msg_06e12jx2hr7h5ampgeh9bsncs",
        "msg_06E12JX2HR7H5AMPGEH9BSNCS4",
        "msg_86e12jx2hr7h5ampgeh9bsncs4",
        "msg_06e12jx2hr7h5ampgeh9bsncs44",
        "msg_06e12jx2hr7h5ampgeh9bsnc~4"
      })
  void refusesWhatItWouldNotHaveWritten(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Ids.read("msg", text));
  }
}
