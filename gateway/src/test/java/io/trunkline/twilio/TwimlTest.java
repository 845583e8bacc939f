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

  @Test
  void readsATextAloudTwice() {
    assertThat(Twiml.readAloud("Your code:\u0001 1 & 2", "en-GB"))
        .endsWith(
            "<Response><Say language=\"en-GB\">Your code:  1 &amp; 2</Say><Pause length=\"1\"/>"
                + "<Say language=\"en-GB\">Your code:  1 &amp; 2</Say></Response>");
  }

  @Test
  void repeatsALongTextWithoutWritingItTwice() {
    var text = "x".repeat(3800);

    assertThat(Twiml.readAloud(text, null))
        .hasSizeLessThanOrEqualTo(Twiml.MOST_CHARACTERS)
        .endsWith("<Response><Say loop=\"2\">" + text + "</Say></Response>");
  }
}
