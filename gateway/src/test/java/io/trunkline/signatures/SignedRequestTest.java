// SPDX-License-Identifier: Apache-2.0
package io.trunkline.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignedRequestTest {

  @Test
  void printsNothingThatWasSent() {
    var request =
        new SignedRequest(
            "signature",
            "/x",
            "From=%2B14155550123",
            Map.of("Body", List.of("hush")),
            null,
            new SignedRequest.Seen(Map.of("x-forwarded-for", "192.0.2.1"), ""));

    assertThat(request.toString()).doesNotContain("hush", "4155550123", "192.0.2.1", "signature");
  }
}
