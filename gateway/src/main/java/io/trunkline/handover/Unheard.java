// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import io.trunkline.account.AccountId;
import io.trunkline.callbacks.Callbacks;
import io.trunkline.messaging.Handover;
import io.trunkline.messaging.MessageId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What Twilio may have told of messages in doubt without anybody having applied it. */
final class Unheard {

  private final Callbacks callbacks;
  private final Clock clock;

  Unheard(Callbacks callbacks, Clock clock) {
    this.callbacks = callbacks;
    this.clock = clock;
  }

  /** When a search begins that is to be judged later. */
  Instant now() {
    return clock.instant();
  }

  /**
   * Those of which Twilio may have told something: all of them while even what came before the
   * search was not tried yet.
   *
   * @param absent of one account
   */
  Set<MessageId> among(AccountId account, List<Handover> absent, Instant searched) {
    if (absent.isEmpty()) {
      return Set.of();
    }
    boolean isBehind = callbacks.oldestUntried().filter(searched::isAfter).isPresent();
    var told = isBehind ? Set.<String>of() : told(account, absent);
    return absent.stream()
        .map(Handover::id)
        .filter(
            id -> isBehind || HandoverRequests.statusPaths(id).stream().anyMatch(told::contains))
        .collect(Collectors.toSet());
  }

  private Set<String> told(AccountId account, List<Handover> absent) {
    var since = absent.stream().map(Handover::createdAt).min(Instant::compareTo).orElseThrow();
    return callbacks.unheardAt(
        account,
        since.minus(Likeness.CLOCKS_APART),
        absent.stream().flatMap(one -> HandoverRequests.statusPaths(one.id()).stream()).toList());
  }
}
