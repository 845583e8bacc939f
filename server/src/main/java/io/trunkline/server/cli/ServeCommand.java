// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import io.trunkline.server.TrunklineServer;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trunkline serve} */
@Command(
    name = "serve",
    description = "Runs the server until it is told to stop (Ctrl-C, SIGTERM).",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Where it listens; 0 takes a free port. Default: PORT, or 8080.")
  private @Nullable Integer port;

  @Mixin private DataOption data;

  @Override
  public Integer call() throws InterruptedException {
    var properties = data.properties();
    if (port != null) {
      properties.add("--server.port=" + port);
    }
    // A person reads lines, everything else reads JSON.
    if (System.console() == null || !System.console().isTerminal()) {
      properties.add(
          "--logging.structured.format.console=${LOGGING_STRUCTURED_FORMAT_CONSOLE:ecs}");
    }
    var server = TrunklineServer.start(properties.toArray(String[]::new));
    Staying.untilClosed(server);
    return 0;
  }
}
