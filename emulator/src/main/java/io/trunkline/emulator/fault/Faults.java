// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.fault;

import io.trunkline.emulator.seed.Mixing;
import io.trunkline.emulator.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which things go wrong. The first rule that matches and strikes wins. Whether the
 * n-th match of a rule strikes depends on the seed, the rule's place and n alone, so that a run can
 * be repeated.
 */
public final class Faults {
  private volatile Plan plan = new Plan(0, List.of(), List.of());
  private final Signal<Faults> changes = new Signal<>();

  public Faults() {}

  /** Replaces all rules and starts counting anew. */
  public void plan(long seed, List<FaultRule> rules) {
    var armed = new ArrayList<Armed>();
    for (var rule : rules) {
      armed.add(new Armed(rule, Mixing.mix(seed) + ((long) armed.size() << 32)));
    }
    var requests = armed.stream().filter(a -> !a.rule.kind().isOfCallbacks()).toList();
    var callbacks = armed.stream().filter(a -> a.rule.kind().isOfCallbacks()).toList();
    plan = new Plan(seed, requests, callbacks);
    changes.tell(this);
  }

  /** Removes all rules. */
  public void clear() {
    plan(0, List.of());
  }

  /** Told when the rules are others, and after each strike. */
  public Signal<Faults> changes() {
    return changes;
  }

  public long seed() {
    return plan.seed;
  }

  /** The rules in force, and how often each struck. */
  public List<Struck> struck() {
    var current = plan;
    return Stream.concat(current.requests.stream(), current.callbacks.stream())
        .map(armed -> new Struck(armed.rule, armed.strikes()))
        .toList();
  }

  /** How often a rule struck. */
  public record Struck(FaultRule rule, int times) {}

  /** What goes wrong with a request; null if nothing does. */
  public @Nullable FaultRule forRequest(String method, String path) {
    return first(plan.requests, method, path);
  }

  /** What goes wrong with a callback; null if nothing does. */
  public @Nullable FaultRule forCallback(String method, String path) {
    return first(plan.callbacks, method, path);
  }

  private @Nullable FaultRule first(List<Armed> rules, String method, String path) {
    for (var armed : rules) {
      if (armed.matches(method, path) && armed.strike()) {
        changes.tell(this);
        return armed.rule;
      }
    }
    return null;
  }

  private record Plan(long seed, List<Armed> requests, List<Armed> callbacks) {}

  private static final class Armed {
    final FaultRule rule;
    final long seed;
    final Predicate<String> path;
    final AtomicLong matches = new AtomicLong();
    final AtomicInteger left;

    Armed(FaultRule rule, long seed) {
      this.rule = rule;
      this.seed = seed;
      this.path = matcher(rule.path());
      this.left = new AtomicInteger(rule.count());
    }

    boolean matches(String method, String path) {
      return (rule.method().equals("*") || rule.method().equalsIgnoreCase(method))
          && this.path.test(path);
    }

    boolean strike() {
      return Mixing.fraction(seed + matches.getAndIncrement()) < rule.probability()
          && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    int strikes() {
      return rule.count() - left.get();
    }

    private static Predicate<String> matcher(String path) {
      if (!path.contains("*")) {
        return candidate -> candidate.contains(path);
      }
      var pattern =
          Stream.of(path.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
      return Pattern.compile(pattern).asMatchPredicate();
    }
  }
}
