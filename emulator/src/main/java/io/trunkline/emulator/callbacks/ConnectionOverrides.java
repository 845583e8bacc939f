// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.callbacks;

import io.trunkline.emulator.evidence.Seen;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * How long a callback is waited for and when it is tried again, as the fragment of its URL orders:
 * {@code #rc=3&rp=5xx,ct}. An override that is unknown or out of its range counts as absent.
 *
 * @param connect until the connection is made
 * @param read until the answer comes
 * @param total for all attempts together
 * @param retries how often it is tried again at most
 * @param policy what makes it be tried again
 */
@Seen(
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "usage/webhooks/webhooks-connection-overrides",
    what = "time-outs, retries and the retry policy can be set in the fragment of a webhook's URL")
record ConnectionOverrides(
    Duration connect, Duration read, Duration total, int retries, Set<Failure> policy) {
  static final ConnectionOverrides NONE =
      new ConnectionOverrides(
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(15),
          1,
          Set.of(Failure.CONNECT));

  private static final int SHORTEST = 100;

  /** What can go wrong with one attempt. */
  enum Failure {
    CONNECT("ct"),
    READ("rt"),
    CLIENT_ERROR("4xx"),
    SERVER_ERROR("5xx");

    private final String code;

    Failure(String code) {
      this.code = code;
    }
  }

  /** Those of the URL. */
  static ConnectionOverrides of(String url) {
    int fragment = url.indexOf('#');
    var overrides = NONE;
    if (fragment >= 0) {
      for (var override : url.substring(fragment + 1).split("&", -1)) {
        int equals = override.indexOf('=');
        if (equals > 0) {
          overrides = overrides.with(override.substring(0, equals), override.substring(equals + 1));
        }
      }
    }
    return overrides;
  }

  private ConnectionOverrides with(String name, String value) {
    return switch (name) {
      case "ct" ->
          new ConnectionOverrides(time(value, 10_000, connect), read, total, retries, policy);
      case "rt" ->
          new ConnectionOverrides(connect, time(value, 15_000, read), total, retries, policy);
      case "tt" ->
          new ConnectionOverrides(connect, read, time(value, 15_000, total), retries, policy);
      case "rc" -> {
        int count = value.matches("[0-5]") ? Integer.parseInt(value) : retries;
        yield new ConnectionOverrides(connect, read, total, count, policy);
      }
      case "rp" -> new ConnectionOverrides(connect, read, total, retries, policy(value));
      default -> this;
    };
  }

  private static Duration time(String millis, int longest, Duration otherwise) {
    int value = millis.matches("[0-9]{1,5}") ? Integer.parseInt(millis) : 0;
    return value < SHORTEST || value > longest ? otherwise : Duration.ofMillis(value);
  }

  private Set<Failure> policy(String codes) {
    var failures = EnumSet.noneOf(Failure.class);
    for (var code : codes.toLowerCase(Locale.ROOT).split(",", -1)) {
      for (var failure : Failure.values()) {
        if (failure.code.equals(code) || code.equals("all")) {
          failures.add(failure);
        }
      }
    }
    return failures.isEmpty() ? policy : failures;
  }
}
