// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import io.trunkline.emulator.http.PortTakenException;
import io.trunkline.emulator.world.Accounts;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/** The emulator as a program of its own. */
public final class EmulatorProgram {
  private static final int USUAL_PORT = 8090;
  private static final String USAGE =
      "Usage: java -jar trunkline-emulator.jar [--port PORT]   (0 picks a free port)";

  private EmulatorProgram() {}

  public static void main(String[] args) throws InterruptedException {
    int port = port(args);
    if (port < 0) {
      System.err.println(USAGE);
      System.exit(2);
    }
    try {
      var emulator = start(port, System.out);
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
  public static TwilioEmulator start(int port, PrintStream out) {
    var emulator = TwilioEmulator.start(EmulatorOptions.defaults().withPort(port));
    out.println("Twilio emulator    " + emulator.baseUrl());
    out.println("Account            " + Accounts.LIVE_SID + " / " + Accounts.LIVE_TOKEN);
    out.println("API key            " + Accounts.KEY_SID + " / " + Accounts.KEY_SECRET);
    out.println("Test credentials   " + Accounts.TEST_SID + " / " + Accounts.TEST_TOKEN);
    out.println("Numbers            " + String.join(", ", EmulatorOptions.NUMBERS));
    return emulator;
  }

  /** The port asked for; -1 if the arguments make no sense. */
  private static int port(String[] args) {
    if (args.length == 0) {
      return USUAL_PORT;
    }
    if (args.length != 2 || !args[0].equals("--port") || !args[1].matches("[0-9]{1,5}")) {
      return -1;
    }
    int port = Integer.parseInt(args[1]);
    return port > 65535 ? -1 : port;
  }
}
