// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import io.trunkline.server.failure.StartFailure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The program itself. */
@Command(
    name = "trunkline",
    description = "A communications service in front of Twilio.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = VersionCommand.class,
    mixinStandardHelpOptions = true,
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      EmulatorCommand.class,
      DoctorCommand.class,
      KeysCommand.class,
      AccountsCommand.class,
      CallbacksCommand.class,
      SendCommand.class,
      VersionCommand.class
    })
final class Trunkline implements Runnable {

  @Spec private CommandSpec spec;

  /**
   * Runs one command and ends the process with its exit code. The commands that stay up return when
   * they have been told to stop.
   */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return commandLine().execute(arguments);
  }

  static CommandLine commandLine() {
    return new CommandLine(new Trunkline())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(Trunkline::misunderstood)
        .setExecutionExceptionHandler(Trunkline::failed);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do");
  }

  private static int misunderstood(ParameterException e, String[] arguments) {
    var command = e.getCommandLine();
    command.getErr().println(e.getMessage());
    command.getErr().println("See: " + command.getCommandSpec().qualifiedName() + " --help");
    return CommandLine.ExitCode.USAGE;
  }

  /** A sentence where there is one; a stack trace is for faults of ours only. */
  private static int failed(Exception e, CommandLine command, ParseResult parsed) {
    StartFailure.sentence(e)
        .ifPresentOrElse(command.getErr()::println, () -> e.printStackTrace(command.getErr()));
    return CommandLine.ExitCode.SOFTWARE;
  }
}
