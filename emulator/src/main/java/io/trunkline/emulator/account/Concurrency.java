// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.account;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many requests of each account are being answered just now, and how many may be. */
public final class Concurrency {
  /** As many as come. */
  public static final int UNLIMITED = 0;

  private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
  private final int initial;
  private volatile int limit;

  /**
   * With a limit to begin with.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public Concurrency(int limit) {
    initial = limit;
    limit(limit);
  }

  public int limit() {
    return limit;
  }

  /**
   * Lets an account have so many requests answered at a time from now on.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public final void limit(int requests) {
    if (requests < 0) {
      throw new IllegalArgumentException("A limit of concurrent requests cannot be negative");
    }
    limit = requests;
  }

  /** Counts a request of the account; must be followed by {@link #leave}. How many that makes. */
  public int enter(Account account) {
    return running.computeIfAbsent(account.sid(), sid -> new AtomicInteger()).incrementAndGet();
  }

  public void leave(Account account) {
    running.computeIfPresent(
        account.sid(),
        (sid, count) -> {
          count.decrementAndGet();
          return count;
        });
  }

  public void reset() {
    limit = initial;
  }

  /** Whether so many are more than an account may have. */
  public boolean isExceededBy(int requests) {
    return limit != UNLIMITED && requests > limit;
  }
}
