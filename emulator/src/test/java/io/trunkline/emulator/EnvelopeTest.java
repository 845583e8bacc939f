// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnvelopeTest {
  @Test
  void repeatsTheFiltersOfAListInTheAddressesOfItsPages() {
    try (var emulator = TwilioEmulator.start()) {
      var client = RawClient.live(emulator);

      var filtered = "/Messages.json?To=%2B14155550199&DateSent%3E=2026-01-01";
      var list = client.get(client.account(filtered)).json();

      assertThat(list.get("first_page_uri").stringValue())
          .isEqualTo(
              client.account("/Messages.json")
                  + "?To=%2B14155550199&DateSent%3E=2026-01-01&PageSize=50&Page=0");
      assertThat(list.get("next_page_uri").isNull()).isTrue();
      assertThat(list.get("page_size").intValue()).isEqualTo(50);
    }
  }
}
