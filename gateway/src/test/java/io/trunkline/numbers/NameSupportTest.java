// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameSupportTest {

  @ParameterizedTest
  @CsvSource({
    "US, NOT_SUPPORTED",
    "CA, NOT_SUPPORTED",
    "PR, NOT_SUPPORTED",
    "GB, DYNAMIC",
    "AE, PREREGISTER",
    "AU, PREREGISTER",
    "DO, VERIFY",
    "AQ, VERIFY"
  })
  void knowsWhatCarriersOfACountryDoWithAName(String country, NameSupport support) {
    assertThat(NameSupport.in(country)).isEqualTo(support);
  }
}
