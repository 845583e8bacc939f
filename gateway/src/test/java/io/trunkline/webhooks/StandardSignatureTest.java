// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandardSignatureTest {

  /** The vector that every library of the specification is tested with. */
  private static final WebhookSecret SECRET =
      new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final long TIMESTAMP = 1614265330;
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  @Test
  void isThatOfTheSpecification() {
    assertThat(StandardSignature.of(List.of(SECRET), ID, TIMESTAMP, BODY)).isEqualTo(SIGNATURE);
  }

  @Test
  void isOneForEachSecret() throws Exception {
    var other = WebhookSecret.of("another secret, of 32 bytes or so".getBytes(UTF_8));

    assertThat(StandardSignature.of(List.of(other, SECRET), ID, TIMESTAMP, BODY).split(" "))
        .containsExactly(
            new Webhook(other.text()).sign(ID, TIMESTAMP, new String(BODY, UTF_8)), SIGNATURE);
  }
}
