// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.usage;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.seed.Sids;
import io.trunkline.emulator.signal.Signal;
import io.trunkline.emulator.usage.UsageTrigger.Recurring;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;

/**
 * The triggers of all accounts. They are looked at a minute after something was used, or one was
 * added, and for all that happened in that minute at once.
 */
@Seen(
    what = "Triggers are looked at about once a minute; a recurring one fires once in its period.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "usage/api/usage-trigger")
public final class UsageTriggers {
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);
  private static final int MAX_PER_ACCOUNT = 1000;

  private final EmulatorClock clock;
  private final Sids sids;
  private final Usage usage;
  private final Map<String, UsageTrigger> bySid = new ConcurrentHashMap<>();
  private final AtomicBoolean watching = new AtomicBoolean();
  private final Signal<Firing> firings = new Signal<>();

  public UsageTriggers(EmulatorClock clock, Sids sids, Usage usage) {
    this.clock = clock;
    this.sids = sids;
    this.usage = usage;
    usage.changes().listen(added -> watch());
  }

  /** A trigger that has just fired, and the value it fired at. */
  public record Firing(UsageTrigger trigger, BigDecimal current, Instant at) {}

  /** Told whenever one fires. */
  public Signal<Firing> firings() {
    return firings;
  }

  /** Keeps what the maker makes of a new SID; empty if the account has too many. */
  public Optional<UsageTrigger> add(
      Account account, BiFunction<String, Instant, UsageTrigger> maker) {
    if (of(account).size() >= MAX_PER_ACCOUNT) {
      return Optional.empty();
    }
    var trigger = maker.apply(sids.next("UT"), clock.now());
    bySid.put(trigger.sid(), trigger);
    watch();
    return Optional.of(trigger);
  }

  public Optional<UsageTrigger> find(Account account, String sid) {
    return Optional.ofNullable(bySid.get(sid))
        .filter(trigger -> trigger.accountSid().equals(account.sid()));
  }

  /** The triggers of an account, newest first. */
  public List<UsageTrigger> of(Account account) {
    return bySid.values().stream()
        .filter(trigger -> trigger.accountSid().equals(account.sid()))
        .sorted(
            Comparator.comparing(UsageTrigger::created).reversed().thenComparing(UsageTrigger::sid))
        .toList();
  }

  /** Changes what may be changed; empty if it was deleted meanwhile. */
  public Optional<UsageTrigger> change(
      UsageTrigger trigger, String name, String url, String method) {
    return Optional.ofNullable(
        bySid.computeIfPresent(
            trigger.sid(), (sid, current) -> current.changed(name, url, method, clock.now())));
  }

  public void delete(UsageTrigger trigger) {
    bySid.remove(trigger.sid());
  }

  /** What the trigger compares with its value: used in its current period. */
  public BigDecimal current(UsageTrigger trigger) {
    return current(trigger.accountSid(), trigger.category(), trigger.by(), trigger.recurring());
  }

  /** What a trigger would compare with its value. */
  public BigDecimal current(
      String accountSid, UsageCategory category, UsageTrigger.By by, Recurring recurring) {
    var today = day(clock.now());
    var window = new UsageWindow(begin(recurring, today), today);
    var sum = usage.sum(List.of(accountSid), category, window);
    return switch (by) {
      case COUNT -> BigDecimal.valueOf(sum.count());
      case USAGE -> category.isTotal() ? sum.price() : BigDecimal.valueOf(sum.usage());
      case PRICE -> sum.price();
    };
  }

  public void reset() {
    bySid.clear();
    watching.set(false);
  }

  private void watch() {
    if (!bySid.isEmpty() && watching.compareAndSet(false, true)) {
      clock.after(BETWEEN_LOOKS, this::look);
    }
  }

  private void look() {
    watching.set(false);
    for (var trigger : bySid.values()) {
      fireIfDue(trigger);
    }
  }

  private void fireIfDue(UsageTrigger trigger) {
    var now = clock.now();
    var last = trigger.fired();
    if (last != null && !day(last).isBefore(begin(trigger.recurring(), day(now)))) {
      return;
    }
    var current = current(trigger);
    if (current.compareTo(trigger.value()) >= 0) {
      var fired = bySid.computeIfPresent(trigger.sid(), (sid, latest) -> latest.firedAt(now));
      if (fired != null) {
        firings.tell(new Firing(fired, current, now));
      }
    }
  }

  private static LocalDate begin(Recurring recurring, LocalDate today) {
    return switch (recurring) {
      case DAILY -> today;
      case MONTHLY -> today.withDayOfMonth(1);
      case YEARLY -> today.withDayOfYear(1);
      case ALLTIME -> LocalDate.EPOCH;
    };
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }
}
