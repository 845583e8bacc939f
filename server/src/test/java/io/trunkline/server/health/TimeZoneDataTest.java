// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimeZoneDataTest {

  @Test
  void judgesThisJavaByWhatItComputes() {
    var data = TimeZoneData.ofThisJava();

    assertThat(data.version()).matches("20\\d\\d[a-z]");
    if (data.version().compareTo("2026a") < 0) {
      assertThat(data.wrong()).containsKeys("America/Vancouver", "America/Winnipeg");
    } else if (data.version().compareTo("2026e") >= 0) {
      assertThat(data.wrong()).isEmpty();
    }
    assertThat(data.upToDate()).isEqualTo(data.wrong().isEmpty());
  }
}
