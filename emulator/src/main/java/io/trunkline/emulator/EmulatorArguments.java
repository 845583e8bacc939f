// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import io.trunkline.emulator.carrier.Pace;
import io.trunkline.emulator.seedfile.SeedFile;
import io.trunkline.emulator.seedfile.SeedFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The command line of the program, read. */
final class EmulatorArguments {
  static final String USAGE =
      """
      Usage: trunkline emulator [OPTION]...
        or:  java -jar trunkline-emulator-alone.jar [OPTION]...

      Runs an emulated Twilio with phones in it, until it is told to stop.

        --port N             where it listens; 0 takes a free port (default: 8090)
        --host NAME          the name or address it listens at; 0.0.0.0 lets other
                             machines in (default: localhost)
        --seed FILE          begins with the accounts, numbers and phones that the JSON file
                             describes; emulator/SEED.md says how
        --fast               messages take milliseconds, not the seconds they take in life
        --random-seed N      makes the same identifiers as each start with this number
        --proxy N            also starts an HTTP proxy there, for programs that cannot change
                             Twilio's address; 0 takes a free port
        --proxy-certificate FILE
                             where it writes the certificate that they must trust
                             (default: trunkline-emulator.pem in the folder for temporary files)
        -h, --help           prints this

      An option's value may also follow after an equals sign: --port=8090
      """;

  private static final int USUAL_PORT = 8090;
  private static final long MOST_RANDOM = 999_999_999_999_999_999L;

  private final Deque<String> words;
  private final Set<String> taken = new HashSet<>();
  private EmulatorOptions options =
      EmulatorOptions.defaults().withPort(USUAL_PORT).withPace(Pace.LIFELIKE);

  private EmulatorArguments(List<String> words) {
    this.words = new ArrayDeque<>(words);
  }

  static boolean askForHelp(List<String> words) {
    return words.contains("--help") || words.contains("-h");
  }

  /**
   * What was asked for.
   *
   * @throws MisunderstoodException with a sentence that says what cannot be meant
   * @throws SeedFileException if the seed file cannot be read
   */
  static EmulatorOptions read(List<String> words) {
    return new EmulatorArguments(words).read();
  }

  private EmulatorOptions read() {
    while (!words.isEmpty()) {
      var word = words.removeFirst();
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      if (equals > 0) {
        words.addFirst(word.substring(equals + 1));
        word = word.substring(0, equals);
      }
      take(word, equals > 0);
      taken.add(word);
    }
    if (taken.contains("--proxy-certificate") && !taken.contains("--proxy")) {
      throw new MisunderstoodException("--proxy-certificate says nothing without --proxy");
    }
    return options;
  }

  private void take(String option, boolean valued) {
    options =
        switch (option) {
          case "--port" -> options.withPort(port(option));
          case "--host" -> options.withHost(value(option));
          case "--seed" -> options.withSeed(SeedFile.read(Path.of(value(option))));
          case "--random-seed" -> options.withRandomSeed(number(option, -MOST_RANDOM, MOST_RANDOM));
          case "--proxy" -> options.withProxy(port(option));
          case "--proxy-certificate" -> options.withProxyCertificate(Path.of(value(option)));
          case "--fast" -> fast(valued);
          default ->
              throw new MisunderstoodException(
                  option.startsWith("-")
                      ? "There is no option " + option
                      : "'" + option + "' belongs to no option");
        };
  }

  private EmulatorOptions fast(boolean valued) {
    if (valued) {
      throw new MisunderstoodException("--fast takes no value");
    }
    return options.withPace(Pace.FAST);
  }

  private int port(String option) {
    return (int) number(option, 0, 65535);
  }

  private String value(String option) {
    if (words.isEmpty() || words.getFirst().isEmpty() || words.getFirst().startsWith("--")) {
      throw new MisunderstoodException(option + " needs a value");
    }
    return words.removeFirst();
  }

  private long number(String option, long least, long most) {
    var text = value(option);
    if (text.matches("-?[0-9]{1,18}")) {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new MisunderstoodException(
        "%s must be a number from %d to %d, not '%s'".formatted(option, least, most, text));
  }
}
