// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import io.trunkline.emulator.account.Accounts;
import io.trunkline.emulator.http.HttpServer;
import io.trunkline.emulator.http.NoSuchHostException;
import io.trunkline.emulator.http.PortTakenException;
import io.trunkline.emulator.seedfile.SeedFileException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The emulator as a program of its own. */
public final class EmulatorProgram {
  private static final int FAILED = 1;
  private static final int MISUNDERSTOOD = 2;

  /** Held, because the logging system holds loggers only weakly. */
  private static final Logger SERVER_LOG = Logger.getLogger("io.helidon");

  private EmulatorProgram() {}

  public static void main(String[] args) throws InterruptedException {
    SERVER_LOG.setLevel(Level.WARNING);
    HttpServer.loadAhead();
    System.exit(
        run(List.of(args), new PrintWriter(System.out, true), new PrintWriter(System.err, true)));
  }

  /**
   * Runs one until the process is told to stop. Returns early, with the exit code of the process,
   * if there is nothing to run: 0 if only help was asked for, 2 if the arguments make no sense, 1
   * if it cannot listen where it should.
   */
  public static int run(List<String> arguments, PrintWriter out, PrintWriter err)
      throws InterruptedException {
    if (EmulatorArguments.askForHelp(arguments)) {
      out.print(EmulatorArguments.USAGE);
      out.flush();
      return 0;
    }
    try {
      var emulator = start(EmulatorArguments.read(arguments), out);
      Runtime.getRuntime().addShutdownHook(new Thread(emulator::close));
    } catch (MisunderstoodException misunderstood) {
      err.println(misunderstood.getMessage());
      err.println("See --help");
      return MISUNDERSTOOD;
    } catch (PortTakenException
        | NoSuchHostException
        | SeedFileException
        | UncheckedIOException impossible) {
      err.println(impossible.getMessage());
      return FAILED;
    }
    new CountDownLatch(1).await();
    return 0;
  }

  /**
   * Starts an emulator and prints where it is and how to speak to it.
   *
   * @throws PortTakenException if somebody else listens on the port
   * @throws NoSuchHostException if the host is not this machine
   * @throws SeedFileException if its seed file describes what cannot be
   * @throws UncheckedIOException if its proxy's certificate cannot be made
   */
  public static TwilioEmulator start(EmulatorOptions options, PrintWriter out) {
    var emulator = TwilioEmulator.start(options);
    out.println("Twilio emulator    " + emulator.baseUrl());
    out.println("Account            " + Accounts.LIVE_SID + " / " + Accounts.LIVE_TOKEN);
    out.println("API key            " + Accounts.KEY_SID + " / " + Accounts.KEY_SECRET);
    out.println("Test credentials   " + Accounts.TEST_SID + " / " + Accounts.TEST_TOKEN);
    out.println("Numbers            " + String.join(", ", emulator.numbers()));
    emulator
        .proxyUrl()
        .ifPresent(
            proxy -> {
              out.println("Proxy              " + proxy);
              out.println("  trusted with     " + options.proxyCertificate());
            });
    return emulator;
  }
}
