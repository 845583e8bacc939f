// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import io.trunkline.emulator.account.Accounts;
import io.trunkline.emulator.http.PortTakenException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The emulator as a program of its own. */
public final class EmulatorProgram {
  private static final int USUAL_PORT = 8090;
  private static final String USAGE =
      """
      Usage: java -jar trunkline-emulator.jar [--port PORT] [--host HOST]
        --port PORT   where to listen; 0 picks a free port (default: 8090)
        --host HOST   the address to listen at; 0.0.0.0 lets other machines in (default: localhost)
      """;

  /** Held, because the logging system holds loggers only weakly. */
  private static final Logger SERVER_LOG = Logger.getLogger("io.helidon");

  private EmulatorProgram() {}

  public static void main(String[] args) throws InterruptedException {
    SERVER_LOG.setLevel(Level.WARNING);
    var options = read(args);
    if (options.isEmpty()) {
      System.err.print(USAGE);
      System.exit(2);
    }
    try {
      var emulator = start(options.get(), System.out);
      Runtime.getRuntime().addShutdownHook(new Thread(emulator::close));
    } catch (PortTakenException taken) {
      System.err.println(taken.getMessage());
      System.exit(1);
    }
    new CountDownLatch(1).await();
  }

  /**
   * Starts an emulator and prints where it is and how to speak to it.
   *
   * @throws PortTakenException if somebody else listens on the port
   */
  public static TwilioEmulator start(EmulatorOptions options, PrintStream out) {
    var emulator = TwilioEmulator.start(options);
    out.println("Twilio emulator    " + emulator.baseUrl());
    out.println("Account            " + Accounts.LIVE_SID + " / " + Accounts.LIVE_TOKEN);
    out.println("API key            " + Accounts.KEY_SID + " / " + Accounts.KEY_SECRET);
    out.println("Test credentials   " + Accounts.TEST_SID + " / " + Accounts.TEST_TOKEN);
    out.println("Numbers            " + String.join(", ", options.numbers()));
    return emulator;
  }

  /** What was asked for; empty if it makes no sense. */
  private static Optional<EmulatorOptions> read(String[] args) {
    var options = EmulatorOptions.defaults().withPort(USUAL_PORT);
    if (args.length % 2 != 0) {
      return Optional.empty();
    }
    for (int i = 0; i < args.length; i += 2) {
      var value = args[i + 1];
      if (args[i].equals("--port") && isPort(value)) {
        options = options.withPort(Integer.parseInt(value));
      } else if (args[i].equals("--host")) {
        options = options.withHost(value);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(options);
  }

  private static boolean isPort(String text) {
    return text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65535;
  }
}
