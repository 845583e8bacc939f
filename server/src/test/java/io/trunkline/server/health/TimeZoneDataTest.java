// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.law.RuleSet;
import org.junit.jupiter.api.Test;

class TimeZoneDataTest {

  @Test
  void judgesThisJavaByWhatItComputes() {
    var data = TimeZoneData.of(RuleSet.bundled());

    assertThat(data.version()).matches("20\\d\\d[a-z]");
    assertThat(data.minimum()).isEqualTo("2026e");
    if (data.version().compareTo("2026a") < 0) {
      assertThat(data.wrong()).containsKeys("America/Vancouver", "America/Winnipeg");
    } else if (data.version().compareTo("2026e") >= 0) {
      assertThat(data.wrong()).isEmpty();
    }
    assertThat(data.upToDate()).isEqualTo(data.wrong().isEmpty());
  }
}
