// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import io.trunkline.emulator.carrier.Pace;
import io.trunkline.emulator.number.PhoneNumbers;
import java.security.SecureRandom;
import java.util.List;

/**
 * How an emulator starts.
 *
 * @param host the name or address it listens at; {@code 0.0.0.0} lets other machines in
 * @param port where it listens; 0 picks a free port
 * @param seed decides every identifier it makes
 * @param pace how long a message stays in each status
 * @param numbers what the live account owns, in E.164 form
 */
public record EmulatorOptions(String host, int port, long seed, Pace pace, List<String> numbers) {
  /**
   * The numbers that the live account owns unless told otherwise: a long code and a toll-free one.
   */
  public static final List<String> NUMBERS = List.of("+14155550100", "+18885550100");

  private static final SecureRandom RANDOM = new SecureRandom();

  public EmulatorOptions {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("A port is from 0 to 65535, not " + port);
    }
    for (var number : numbers) {
      if (!PhoneNumbers.isPossible(number)) {
        throw new IllegalArgumentException("'" + number + "' is not a phone number in E.164 form");
      }
    }
    numbers = List.copyOf(numbers);
  }

  /**
   * A free port, a fast pace, the usual numbers, and identifiers that no other emulator has made:
   * whoever keeps them in a database may count on that, as with Twilio's.
   */
  public static EmulatorOptions defaults() {
    return new EmulatorOptions("localhost", 0, RANDOM.nextLong(), Pace.FAST, NUMBERS);
  }

  public EmulatorOptions withHost(String host) {
    return new EmulatorOptions(host, port, seed, pace, numbers);
  }

  public EmulatorOptions withPort(int port) {
    return new EmulatorOptions(host, port, seed, pace, numbers);
  }

  public EmulatorOptions withSeed(long seed) {
    return new EmulatorOptions(host, port, seed, pace, numbers);
  }

  public EmulatorOptions withPace(Pace pace) {
    return new EmulatorOptions(host, port, seed, pace, numbers);
  }

  public EmulatorOptions withNumbers(String... numbers) {
    return new EmulatorOptions(host, port, seed, pace, List.of(numbers));
  }
}
