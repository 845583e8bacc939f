// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TuesdayTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T00:30:00Z, 2027-12-07T18:00:00Z",
    "2027-12-07T17:59:59Z, 2027-12-07T18:00:00Z",
    "2027-12-07T18:00:00Z, 2028-12-05T18:00:00Z",
    "2027-07-31T12:00:00Z, 2027-12-07T18:00:00Z",
    "2028-02-29T12:00:00Z, 2028-12-05T18:00:00Z"
  })
  void isAheadAndInWinter(Instant now, Instant begins) {
    assertThat(Tuesday.after(now)).isEqualTo(begins);
  }
}
