// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParametersTest {
  @Test
  void decodesNamesAndValuesInOrder() {
    var parameters =
        Parameters.parse("DateSent%3E=2026-11-21&Body=a+b%2Bc%20%E2%82%AC&&Empty=&Bare");

    assertThat(parameters.names()).containsExactly("DateSent>", "Body", "Empty", "Bare");
    assertThat(parameters.get("Body")).isEqualTo("a b+c €");
    assertThat(parameters.get("Empty")).isEmpty();
    assertThat(parameters.get("Bare")).isEmpty();
    assertThat(parameters.get("body")).isNull();
  }

  @Test
  void keepsRepeatedNames() {
    assertThat(Parameters.parse("M=1&N=2&M=3").all("M")).containsExactly("1", "3");
  }

  @Test
  void takesMalformedEscapesLiterally() {
    assertThat(Parameters.parse("a=100%&b=%zz&c=%4").all("a")).containsExactly("100%");
    assertThat(Parameters.parse("b=%zz").get("b")).isEqualTo("%zz");
    assertThat(Parameters.parse("c=%4").get("c")).isEqualTo("%4");
  }
}
