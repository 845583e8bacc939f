// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench.decide;

import io.trunkline.law.Circumstances;
import io.trunkline.law.ConsentLevel;
import io.trunkline.law.Contact;
import io.trunkline.law.Decision;
import io.trunkline.law.KnownPlace;
import io.trunkline.law.Medium;
import io.trunkline.law.OwnRules;
import io.trunkline.law.Purpose;
import io.trunkline.law.RuleSet;
import io.trunkline.phone.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Decisions about advertising by text on one thread, with the whole rule set: numbers of nobody
 * knows whom in many states and five other countries, at any hour of a year, a quarter of them with
 * a history. No two questions in a row are alike, and there are more of them than caches hold.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(1)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class DecideBench {

  /** A power of two. */
  private static final int QUESTIONS = 1 << 16;

  /** Their last four digits vary. */
  private static final List<String> BEGINNINGS =
      List.of(
          // One zone.
          "+1205555",
          "+1212555",
          "+1213555",
          "+1215555",
          "+1305555",
          "+1312555",
          "+1401555",
          "+1404555",
          "+1405555",
          "+1410555",
          "+1503555",
          "+1504555",
          "+1601555",
          "+1602555",
          "+1617555",
          "+1702555",
          "+1713555",
          "+1801555",
          "+1808555",
          "+1860555",
          // Several.
          "+1208555",
          "+1423555",
          "+1605555",
          "+1701555",
          "+1850555",
          "+1907555",
          // Canada, one of them in a zone that an older Java gets wrong.
          "+1416555",
          "+1514555",
          "+1604555",
          "+1902555",
          // Mobiles.
          "+44770090",
          "+44790012",
          "+3361234",
          "+3376543",
          "+6141234",
          "+6145678",
          "+9198123",
          "+9170123");

  private final RuleSet rules = RuleSet.bundled();
  private final Question[] questions = new Question[QUESTIONS];
  private final Instant[] instants = new Instant[QUESTIONS];
  private int last;

  private record Question(PhoneNumber number, ConsentLevel consent, List<Contact> contacts) {

    Circumstances by(RuleSet rules) {
      return new Circumstances(
          rules.whereabouts(number, KnownPlace.NOTHING),
          Purpose.MARKETING,
          Medium.TEXT,
          "sale",
          consent,
          null,
          contacts,
          OwnRules.NONE);
    }
  }

  public DecideBench() {
    var random = new Random(1);
    var year = Instant.parse("2026-11-21T00:00:00Z");
    for (int i = 0; i < QUESTIONS; i++) {
      instants[i] = year.plusSeconds(random.nextInt(365 * 86_400));
      questions[i] = question(random, instants[i]);
    }
  }

  private static Question question(Random random, Instant at) {
    var beginning = BEGINNINGS.get(random.nextInt(BEGINNINGS.size()));
    return new Question(
        PhoneNumber.parse(beginning + "%04d".formatted(random.nextInt(10_000))),
        ConsentLevel.values()[random.nextInt(4)],
        random.nextInt(4) > 0 ? List.of() : history(random, at));
  }

  private static List<Contact> history(Random random, Instant at) {
    return IntStream.range(0, 1 + random.nextInt(4))
        .mapToObj(
            i ->
                new Contact(
                    at.minus(Duration.ofMinutes(random.nextInt(2_000))), "sale", Medium.TEXT))
        .toList();
  }

  @Benchmark
  public Decision decide() {
    last = (last + 1) & (QUESTIONS - 1);
    return rules.decide(questions[last].by(rules), instants[last]);
  }

  public static void main(String[] arguments) throws RunnerException {
    new Runner(new OptionsBuilder().include(DecideBench.class.getName()).build()).run();
  }
}
