// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is asked for and what goes wrong meanwhile, all of it by the seed. Only when the processors
 * get to it is chance.
 *
 * @param blows in the order of the messages that they come after
 */
record ChaosPlan(long seed, List<ChaosText> texts, List<Blow> blows) {
  private static final double HOW_OFTEN = 0.05;
  private static final int MOST_MILLISECONDS_LATER = 3000;

  /** Each is a rule in JSON. */
  static final List<String> EVERY_FAULT =
      List.of(
          fault("status_before", ""),
          fault("status_after", ""),
          // Longer than the server waits for an answer.
          fault("timeout_before", "PT20S"),
          fault("timeout_after", "PT20S"),
          fault("cut_before", ""),
          fault("cut_after", ""),
          fault("throttle", ""),
          fault("slow", "PT1S"),
          fault("callback_lost", ""),
          fault("callback_duplicated", ""),
          fault("callback_delayed", "PT5S"),
          fault("callback_reordered", "PT3S"),
          fault("callback_wrong_signature", ""),
          fault("callback_wrong_host", ""));

  /** Somebody pulls a plug. */
  record Blow(Kind kind, int messages, Duration later) {
    enum Kind {
      KILL_SERVER,
      STOP_DATABASE
    }

    @Override
    public String toString() {
      return "%s %.1f s after message %d".formatted(kind, later.toMillis() / 1e3, messages);
    }
  }

  static ChaosPlan of(long seed, int messages, int kills, int stops) {
    var chance = new Random(seed);
    var texts = IntStream.range(0, messages).mapToObj(n -> ChaosText.any(seed, n, chance)).toList();
    var blows =
        Stream.of(
                blows(Blow.Kind.KILL_SERVER, kills, messages, chance),
                blows(Blow.Kind.STOP_DATABASE, stops, messages, chance))
            .flatMap(List::stream)
            .sorted(Comparator.comparingInt(Blow::messages))
            .toList();
    return new ChaosPlan(seed, texts, blows);
  }

  private static List<Blow> blows(Blow.Kind kind, int count, int messages, Random chance) {
    return IntStream.range(0, count)
        .mapToObj(
            n ->
                new Blow(
                    kind,
                    chance.nextInt(messages),
                    Duration.ofMillis(chance.nextInt(MOST_MILLISECONDS_LATER))))
        .toList();
  }

  private static String fault(String kind, String delay) {
    var more = delay.isEmpty() ? "" : ",\"delay\":\"" + delay + "\"";
    return "{\"fault\":\"%s\",\"probability\":%s%s}".formatted(kind, HOW_OFTEN, more);
  }

  /** For the emulator. */
  String faultsAsJson() {
    return "{\"seed\":%d,\"rules\":[%s]}".formatted(seed, String.join(",", EVERY_FAULT));
  }

  /** All that will go wrong, for whoever reads of it. */
  String described() {
    return "seed %d%n  %s%n  %s"
        .formatted(
            seed,
            String.join("\n  ", EVERY_FAULT),
            blows.stream().map(Blow::toString).collect(joining("\n  ")));
  }
}
