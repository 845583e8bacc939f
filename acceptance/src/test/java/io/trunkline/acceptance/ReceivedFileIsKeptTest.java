// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sends us stays readable here, whatever it is. */
class ReceivedFileIsKeptTest {

  @TempDir private static Path folder;

  @Test
  void whateverItIs() {
    try (var stage = new Stage(folder, "--trunkline.media.copy-inbound=true")) {
      var alice = stage.person("+14155550123");
      stage
          .emulator
          .handset(alice.number())
          .texts("The bill", Stage.OUR_NUMBER, List.of("data:text/csv,bread;2"));

      var inbox = "/v1/messages?from=%2B14155550123";
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> stage.api.get(inbox).json().at("/data/0/media/0/id").isString());

      var copy = stage.api.get(inbox).json().at("/data/0/media/0");
      assertThat(copy.path("content_type").asString()).isEqualTo("text/csv");
      assertThat(stage.api.bytes("/v1/media/" + copy.path("id").asString() + "/content"))
          .asString()
          .isEqualTo("bread;2");
      stage.nobodyGotAnythingElse();
    }
  }
}
