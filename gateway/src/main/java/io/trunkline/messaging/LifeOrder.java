// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts what Twilio has told of a message into the order in which it happened. Callbacks overtake
 * each other, and our own answer; a timeline in the order of their arrival would show a message
 * that was sent after it had arrived.
 */
final class LifeOrder {

  /** Of words that mean the same status to us, which comes first in a life. */
  private static final List<String> WORDS =
      List.of("accepted", "scheduled", "queued", "initiated", "ringing");

  private static final Comparator<TimelineEntry> BY_LIFE =
      Comparator.comparing((TimelineEntry entry) -> rank(entry.status()))
          .thenComparing(TimelineEntry::source)
          .thenComparing(entry -> WORDS.indexOf(entry.twilioStatus()));

  private LifeOrder() {}

  /** Whatever Twilio has not told stays where it is. */
  static List<TimelineEntry> of(List<TimelineEntry> asLearned) {
    var told = asLearned.stream().filter(LifeOrder::isTold).sorted(BY_LIFE).iterator();
    var inOrder = new ArrayList<TimelineEntry>();
    for (var entry : asLearned) {
      inOrder.add(isTold(entry) ? told.next() : entry);
    }
    return List.copyOf(inOrder);
  }

  private static boolean isTold(TimelineEntry entry) {
    return entry.twilioStatus() != null && entry.status() != null;
  }

  private static int rank(@Nullable MessageStatus status) {
    return status == null ? 0 : status.rank();
  }
}
