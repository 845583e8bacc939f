// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import io.trunkline.emulator.EmulatorOptions;
import io.trunkline.emulator.EmulatorProgram;
import io.trunkline.emulator.http.PortTakenException;
import io.trunkline.server.failure.PlainFailure;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code trunkline emulator} */
@Command(
    name = "emulator",
    description = "Runs the emulated Twilio alone, until it is told to stop.",
    mixinStandardHelpOptions = true)
final class EmulatorCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8090",
      description = "Where it listens; 0 takes a free port. Default: ${DEFAULT-VALUE}")
  private int port;

  @Override
  public Integer call() throws InterruptedException {
    try {
      var emulator = EmulatorProgram.start(EmulatorOptions.defaults().withPort(port), System.out);
      Runtime.getRuntime().addShutdownHook(new Thread(emulator::close));
    } catch (PortTakenException e) {
      throw new PlainFailure("Port %d is in use: choose another with --port".formatted(port), e);
    }
    new CountDownLatch(1).await();
    return 0;
  }
}
