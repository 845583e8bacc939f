// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.TwilioEmulator;
import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.server.TrunklineServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed, as by a power cut, while texts are between it and Twilio. */
class ServerDiesMidFlightTest {

  /** Started in a process of its own; writes an API key to the file named first. */
  static final class Program {
    public static void main(String[] args) throws IOException {
      var keyFile = Path.of(args[0]);
      var server =
          TrunklineServer.start(List.of(args).subList(1, args.length).toArray(String[]::new));
      var accounts = server.getBean(io.trunkline.account.Accounts.class);
      var key =
          accounts.createKey(
              accounts.configured().id(),
              "test",
              java.util.EnumSet.allOf(io.trunkline.account.Scope.class));
      Files.writeString(keyFile, key.secret());
    }
  }

  /** Which of them it is depends on the callbacks that came while nobody was there to take them. */
  private static final Set<String> HANDED_OVER = Set.of("queued", "sending", "sent", "delivered");

  @TempDir Path folder;

  private final TwilioEmulator emulator = TwilioEmulator.start();
  private final int port = Stage.freePort();
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void stop() throws InterruptedException {
    for (var process : processes) {
      process.destroy();
      process.waitFor();
    }
    emulator.close();
  }

  @Test
  void losesNothingAndSendsNothingTwice() throws Exception {
    // Twilio acts on some, and on none does it answer while the server lives.
    emulator.faults(
        21,
        FaultRule.of(FaultKind.TIMEOUT_AFTER).on("POST", "/Messages.json").probability(0.5),
        FaultRule.of(FaultKind.TIMEOUT_BEFORE).on("POST", "/Messages.json"));
    List<String> ids;
    try (var api = startServer()) {
      ids =
          IntStream.range(0, 20)
              .mapToObj(n -> api.send("+1415555%04d".formatted(3000 + n), "Text " + n).text("id"))
              .toList();
      await().until(() -> emulator.ledger().entries().size() >= 5);
      processes.getLast().destroyForcibly().waitFor();
    }
    emulator.faults(22);

    try (var api = startServer()) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> ids.stream().map(api::statusOf).allMatch(HANDED_OVER::contains));
    }
    assertThat(emulator.ledger().counts()).hasSize(20);
    assertThat(emulator.ledger().counts().values()).containsOnly(1);
  }

  private Api startServer() throws IOException {
    var keyFile = folder.resolve("key-" + processes.size());
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Program.class.getName());
    command.add(keyFile.toString());
    command.addAll(Stage.settings(emulator, port, folder.resolve("data")));
    processes.add(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/killed-server.log")))
            .start());
    await().atMost(Duration.ofSeconds(60)).until(() -> hasKey(keyFile));
    return new Api("http://localhost:" + port, Files.readString(keyFile));
  }

  private static boolean hasKey(Path file) throws IOException {
    return Files.exists(file) && !Files.readString(file).isEmpty();
  }
}
