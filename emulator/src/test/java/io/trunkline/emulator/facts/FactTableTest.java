// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.emulator.message.GsmAlphabet;
import io.trunkline.emulator.number.Places;
import org.junit.jupiter.api.Test;

class FactTableTest {
  @Test
  void knowsWellKnownErrorCodes() {
    assertThat(ErrorTitles.of(21610)).isEqualTo("Attempt to send to unsubscribed recipient");
    assertThat(ErrorTitles.of(30003)).isEqualTo("Unreachable destination handset");
    assertThat(ErrorTitles.of(1)).isEqualTo("Unknown error");
  }

  @Test
  void knowsTheGsmAlphabet() {
    assertThat(GsmAlphabet.septets('@')).isEqualTo(1);
    assertThat(GsmAlphabet.septets('\n')).isEqualTo(1);
    assertThat(GsmAlphabet.septets('€')).isEqualTo(2);
    assertThat(GsmAlphabet.septets('{')).isEqualTo(2);
    assertThat(GsmAlphabet.septets('ç')).isZero();
    assertThat(GsmAlphabet.septets('\t')).isZero();
    assertThat(GsmAlphabet.septets('東')).isZero();
  }

  @Test
  void findsThePlaceWithTheLongestPrefix() {
    assertThat(Places.of("+14155550123").city()).isEqualTo("SAN FRANCISCO");
    assertThat(Places.of("+18885550100")).isEqualTo(new Places.Place("US", "", "", ""));
    assertThat(Places.of("+85212345678").country()).isEqualTo("HK");
    assertThat(Places.of("+99912345678").country()).isEmpty();
  }
}
