// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.Stream;

/**
 * What stands on the command line.
 *
 * @param program what is to be measured
 * @param arguments names of options, each followed by its value
 */
record Options(String program, List<String> arguments) {

  static Options of(String... commandLine) {
    var all = List.of(commandLine);
    return new Options(all.getFirst(), all.subList(1, all.size()));
  }

  int number(String option, int usual) {
    return Integer.parseInt(text(option, "" + usual));
  }

  String text(String option, String usual) {
    int at = arguments.indexOf(option);
    return at < 0 || at + 1 == arguments.size() ? usual : arguments.get(at + 1);
  }

  /** What to type to get the same again. */
  String command() {
    var written = arguments.stream().map(it -> it.contains(" ") ? '"' + it + '"' : it);
    return Stream.concat(Stream.of("bench/run", program), written).collect(joining(" "));
  }
}
