// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import io.trunkline.messaging.Handover;
import io.trunkline.messaging.MessageId;
import io.trunkline.twilio.TwilioMessage;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which record of Twilio's belongs to which message in doubt, of all that went to one recipient.
 * Each record belongs to one message at most, and as many messages as can get one: a maximum
 * matching, which prefers the greater {@link Likeness}, and of twins gives the older record to the
 * older message. Pure.
 *
 * <p>Where a record could as well belong to a message with other words, nothing is concluded of
 * either: to guess would be to send one of them twice and the other never.
 */
final class Matching {

  /** What the records say of one message. */
  sealed interface Verdict {

    /** This is it. */
    record Found(TwilioMessage message) implements Verdict {}

    /** It is not among them, and none of them could be it. */
    record Absent() implements Verdict {}

    /** This one may be it, or may not. */
    record Untold(TwilioMessage candidate) implements Verdict {}
  }

  /** What a message may get a record by, the greatest claim first. */
  private static final List<Likeness> CLAIMS =
      List.of(Likeness.SAME, Likeness.ENDING, Likeness.SPEECHLESS);

  private final List<Handover> doubtful;
  private final List<TwilioMessage> records;
  private final Likeness[][] likeness;

  /** The record of a message, and the message of a record, by their places. */
  private final Map<Integer, Integer> recordOf = new HashMap<>();

  private final Map<Integer, Integer> messageOf = new HashMap<>();

  private Matching(List<Handover> doubtful, List<TwilioMessage> records) {
    this.doubtful = doubtful.stream().sorted(Comparator.comparing(Handover::startedAt)).toList();
    this.records = records;
    var theirs = records.stream().map(Likeness.Theirs::of).toList();
    this.likeness =
        this.doubtful.stream()
            .map(Likeness.Ours::of)
            .map(
                ours ->
                    theirs.stream()
                        .map(record -> Likeness.of(ours, record))
                        .toArray(Likeness[]::new))
            .toArray(Likeness[][]::new);
  }

  /**
   * @param doubtful messages to one recipient of which nobody knows whether Twilio has them
   * @param areAll whether there are no others; else a record that does not say the same may belong
   *     to one of them, and is nobody's
   * @param newestFirst all records to this recipient that are bound to no message, and were made
   *     since the oldest of those was handed over
   * @return a verdict for each of the doubtful
   */
  static Map<MessageId, Verdict> of(
      List<Handover> doubtful, boolean areAll, List<TwilioMessage> newestFirst) {
    var matching = new Matching(doubtful, newestFirst.reversed());
    for (var least : areAll ? CLAIMS : CLAIMS.subList(0, 1)) {
      matching.match(least);
    }
    matching.separateRivals();
    return matching.verdicts();
  }

  /** Gives as many more messages a record as can get one that is at least so like them. */
  private void match(Likeness least) {
    for (int message = 0; message < doubtful.size(); message++) {
      if (!recordOf.containsKey(message)) {
        findRecord(message, least, new HashSet<>());
      }
    }
  }

  /** An augmenting path: takes a free record, or one whose message can find another. */
  private boolean findRecord(int message, Likeness least, Set<Integer> tried) {
    var free = best(message, least, tried, true);
    if (free != null) {
      bind(message, free);
      return true;
    }
    var taken = best(message, least, tried, false);
    while (taken != null) {
      tried.add(taken);
      var holder = messageOf.get(taken);
      if (holder != null && findRecord(holder, least, tried)) {
        bind(message, taken);
        return true;
      }
      taken = best(message, least, tried, false);
    }
    return false;
  }

  /** Of the records not tried the most like, and among these the oldest. */
  private @Nullable Integer best(int message, Likeness least, Set<Integer> tried, boolean free) {
    Integer best = null;
    for (int record = 0; record < records.size(); record++) {
      var like = likeness[message][record];
      if (like.compareTo(least) >= 0
          && !tried.contains(record)
          && messageOf.containsKey(record) != free
          && (best == null || like.compareTo(likeness[message][best]) > 0)) {
        best = record;
      }
    }
    return best;
  }

  private void bind(int message, int record) {
    recordOf.put(message, record);
    messageOf.put(record, message);
  }

  /**
   * Whoever went without a record, though it has as good a claim on one as its holder who says
   * something else, leaves that holder without it as well.
   */
  private void separateRivals() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int message = 0; message < doubtful.size(); message++) {
        changed |= !recordOf.containsKey(message) && contest(message);
      }
    }
  }

  private boolean contest(int message) {
    boolean changed = false;
    for (int record = 0; record < records.size(); record++) {
      var holder = messageOf.get(record);
      if (holder != null
          && likeness[message][record] != Likeness.NONE
          && likeness[message][record].compareTo(likeness[holder][record]) >= 0
          && !areTwins(message, holder)) {
        messageOf.remove(record);
        recordOf.remove(holder);
        changed = true;
      }
    }
    return changed;
  }

  /** Whether it makes no difference to the recipient which of them comes. */
  private boolean areTwins(int one, int other) {
    return doubtful.get(one).content().equals(doubtful.get(other).content());
  }

  private Map<MessageId, Verdict> verdicts() {
    var verdicts = new LinkedHashMap<MessageId, Verdict>();
    for (int message = 0; message < doubtful.size(); message++) {
      verdicts.put(doubtful.get(message).id(), verdict(message));
    }
    return verdicts;
  }

  private Verdict verdict(int message) {
    var found = recordOf.get(message);
    if (found != null) {
      return new Verdict.Found(records.get(found));
    }
    for (int record = 0; record < records.size(); record++) {
      if (likeness[message][record] != Likeness.NONE && !messageOf.containsKey(record)) {
        return new Verdict.Untold(records.get(record));
      }
    }
    return new Verdict.Absent();
  }
}
