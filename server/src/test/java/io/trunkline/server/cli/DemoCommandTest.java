// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

  @TempDir Path folder;

  @Test
  void playsItsStoryToTheEnd() {
    var run =
        Run.of(
            "demo", "--exit", "--port", "0", "--emulator-port", "0", "--data", folder.toString());

    assertThat(run.code()).as(run.out()).isZero();
    assertThat(run.out()).contains("recipient_opted_out").doesNotContain("FAILED");
  }
}
