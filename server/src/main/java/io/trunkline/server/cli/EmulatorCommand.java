// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import io.trunkline.emulator.EmulatorProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code trunkline emulator}: the emulator's own program, which reads its options itself. */
@Command(
    name = "emulator",
    description = "Runs the emulated Twilio alone, until it is told to stop.")
final class EmulatorCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Unmatched private final List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws InterruptedException {
    var line = spec.commandLine();
    return EmulatorProgram.run(arguments, line.getOut(), line.getErr());
  }
}
