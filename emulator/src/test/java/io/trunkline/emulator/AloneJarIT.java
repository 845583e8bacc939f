// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program, copied to where nothing else of the build is. */
class AloneJarIT {
  @Test
  @Timeout(60)
  void runsInAFolderWithNothingBesideIt(@TempDir Path folder)
      throws IOException, InterruptedException {
    var jar = Files.copy(Path.of(System.getProperty("alone.jar")), folder.resolve("emulator.jar"));
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(java, "-jar", jar.toString(), "--fast", "--port", "0")
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var said = process.inputReader();
        var receiver = new CallbackReceiver()) {
      var greeting = said.readLine();
      assertThat(greeting).startsWith("Twilio emulator ");
      var client = RawClient.live(greeting.substring(greeting.indexOf("http")));

      var sent =
          client.send(
              "To",
              "+14155550123",
              "From",
              RawClient.OURS,
              "Body",
              "x",
              "StatusCallback",
              receiver.url("/status"));

      assertThat(sent.status()).isEqualTo(201);
      await().until(() -> receiver.statuses(sent.text("sid")).contains("delivered"));
    } finally {
      process.destroy();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
  }
}
