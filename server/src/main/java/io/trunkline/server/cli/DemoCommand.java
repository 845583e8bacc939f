// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import io.trunkline.server.demo.DemoWorld;
import io.trunkline.server.demo.Story;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trunkline demo} */
@Command(
    name = "demo",
    description = {
      "Starts a server and an emulated Twilio, and plays the life of a text on them.",
      "Needs no account, costs nothing, and touches neither your database nor your credentials."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--exit",
      description = "End after the story: 0 if every step held, 1 if one did not.")
  private boolean exit;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data/demo",
      description = "The folder of the demo's own database. Default: ${DEFAULT-VALUE}")
  private Path folder;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "Of the server; 0 takes a free port. Default: ${DEFAULT-VALUE}")
  private int port;

  @Option(
      names = "--emulator-port",
      paramLabel = "N",
      defaultValue = "8090",
      description = "Of the emulator; 0 takes a free port. Default: ${DEFAULT-VALUE}")
  private int emulatorPort;

  @Override
  public Integer call() throws InterruptedException {
    var out = spec.commandLine().getOut();
    out.println("Starting a server and an emulated Twilio …");
    out.flush();
    try (var world = DemoWorld.start(folder, port, emulatorPort)) {
      out.printf("Server %s, emulator %s%n%n", world.serverUrl(), world.emulatorUrl());
      var held = new Story(world, out).play();
      out.println();
      out.println(held ? "Every step held." : "The story broke off.");
      out.flush();
      if (!exit && held) {
        out.println(invitation(world));
        out.flush();
        Staying.untilClosed(world.server());
      }
      return held ? 0 : 1;
    }
  }

  private static String invitation(DemoWorld world) {
    return """

    Your turn. The API key of this demo:

      %1$s

    Send a text:

      curl -s %2$s/v1/messages -H 'Authorization: Bearer %1$s' \\
        -H 'Content-Type: application/json' \\
        -d '{"to":"+14155550123","body":"Hello","purpose":"transactional"}'

    Look at:

      %2$s/docs               the API
      %2$s/actuator/health    how it stands
      %3$s                    the emulator, with its handsets

    Ctrl-C ends it.\
    """
        .formatted(world.apiKey(), world.serverUrl(), world.emulatorUrl());
  }
}
