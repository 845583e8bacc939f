// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeekHoursTest {

  @ParameterizedTest
  @CsvSource({
    "mon-sun=08:00-21:00, mon-sun=08:00-21:00",
    "sun=closed;mon-fri=14:00-20:00+10:00-13:00;sat=closed,"
        + " mon-fri=10:00-13:00+14:00-20:00;sat-sun=closed",
    // What touches is one.
    "mon-sun=08:00-12:00+12:00-20:00, mon-sun=08:00-20:00",
    // What goes over midnight is two.
    "mon-thu=closed;fri=22:00-02:00;sat-sun=closed,"
        + " mon-thu=closed;fri=22:00-24:00;sat=00:00-02:00;sun=closed",
    "mon-sun=22:00-06:00, mon-sun=00:00-06:00+22:00-24:00",
    "mon-sat=closed;sun=23:00-01:00, mon=00:00-01:00;tue-sat=closed;sun=23:00-24:00",
    "mon-sun=00:00-24:00, mon-sun=00:00-24:00",
    "mon-sun=20:00-00:00, mon-sun=20:00-24:00"
  })
  void readsAndWrites(String text, String written) {
    assertThat(WeekHours.parse(text)).hasToString(written);
    assertThat(WeekHours.parse(written)).isEqualTo(WeekHours.parse(text));
  }
}
