// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import io.trunkline.events.Event;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.webhooks.Outgoing.Target;
import io.trunkline.webhooks.WebhookSender.Sent;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Sends test events, for which somebody waits: few at once, and on connections of their own, so
 * that they delay no delivery and go round no pace. Each node keeps its own count.
 */
final class Trials implements AutoCloseable {

  /** How many there are at once on this node, so many connections are needed. */
  static final int MOST = 32;

  private static final int MOST_OF_AN_ACCOUNT = 4;
  private static final Duration SOON = Duration.ofSeconds(5);

  private final WebhookSender sender;
  private final Set<UUID> endpoints = new HashSet<>();
  private final Map<UUID, Integer> accounts = new HashMap<>();

  Trials(WebhookSender sender) {
    this.sender = sender;
  }

  /**
   * @throws RefusalException if the endpoint is being tried, or too many are
   */
  Sent send(Target target, Event event) {
    if (!begin(target)) {
      throw Refusal.of(
              WebhookRefusal.TOO_MANY_WEBHOOK_TESTS,
              "An endpoint is tested once at a time, and of an account %d at once"
                  .formatted(MOST_OF_AN_ACCOUNT))
          .retryAfter(SOON)
          .asException();
    }
    try {
      return sender.send(target, event);
    } finally {
      end(target);
    }
  }

  private synchronized boolean begin(Target target) {
    var ofAccount = accounts.getOrDefault(target.account().value(), 0);
    if (endpoints.size() >= MOST
        || ofAccount >= MOST_OF_AN_ACCOUNT
        || !endpoints.add(target.id().value())) {
      return false;
    }
    accounts.put(target.account().value(), ofAccount + 1);
    return true;
  }

  private synchronized void end(Target target) {
    endpoints.remove(target.id().value());
    accounts.computeIfPresent(
        target.account().value(), (id, count) -> count > 1 ? count - 1 : null);
  }

  @Override
  public void close() throws IOException {
    sender.close();
  }
}
