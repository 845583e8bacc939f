// SPDX-License-Identifier: Apache-2.0
package io.trunkline.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.settings.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EgressPropertiesTest {

  private static final Settings<EgressProperties> SETTINGS =
      new Settings<>("trunkline.egress", EgressProperties.class);

  @Test
  void allowsNoNetworkOfOurOwnByDefault() {
    assertThat(SETTINGS.with(Map.of())).isEqualTo(new EgressProperties(List.of()));
  }

  @Test
  void mapsEveryProperty() {
    assertThat(SETTINGS.with(Map.of("allowed-networks", "10.1.0.0/16, fd00::1")))
        .isEqualTo(new EgressProperties(List.of("10.1.0.0/16", "fd00::1")));
  }

  @Test
  void refusesWhatIsNoNetwork() {
    assertThatThrownBy(() -> SETTINGS.with(Map.of("allowed-networks", "intranet")))
        .rootCause()
        .hasMessage("intranet is no network");
  }
}
