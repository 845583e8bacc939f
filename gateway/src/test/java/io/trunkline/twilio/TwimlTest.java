// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TwimlTest {

  @Test
  void answersATextWithAText() {
    assertThat(Twiml.message("Ben & Jerry's <3"))
        .endsWith("<Response><Message><Body>Ben &amp; Jerry's &lt;3</Body></Message></Response>");
  }
}
