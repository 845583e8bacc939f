// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.optout;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.number.PhoneNumbers;
import io.trunkline.emulator.signal.Signal;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Twilio's default handling of stop words: who may not be texted by which number, and what Twilio
 * itself says to somebody who sends such a word. The message must be the word alone; case does not
 * matter.
 */
@Seen(source = Seen.Source.DOCS, on = "2026-11", at = "messaging/tutorials/advanced-opt-out")
public final class OptOuts {
  private static final Set<String> STOP =
      Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT");
  private static final Set<String> START = Set.of("START", "YES", "UNSTOP");
  private static final Set<String> HELP = Set.of("HELP", "INFO");
  private static final Set<String> TOLL_FREE_STOP = Set.of("STOP");
  private static final Set<String> TOLL_FREE_START = Set.of("START", "UNSTOP");

  private final Map<String, Set<String>> blockedBy = new ConcurrentHashMap<>();
  private final Signal<String> changes = new Signal<>();

  public OptOuts() {}

  /** Whether the recipient told the sender to stop. */
  public boolean isBlocked(String sender, String recipient) {
    return !blockedBy.isEmpty() && blockedBy.getOrDefault(recipient, Set.of()).contains(sender);
  }

  /** The senders that the recipient told to stop, in order. */
  public SortedSet<String> blockedBy(String recipient) {
    return new TreeSet<>(blockedBy.getOrDefault(recipient, Set.of()));
  }

  /** Makes these the senders that the recipient told to stop, and no others. */
  public void replace(String recipient, Collection<String> senders) {
    blockedBy.put(recipient, Set.copyOf(senders));
    changes.tell(recipient);
  }

  /**
   * Applies what a person texted to one of our numbers.
   *
   * @return what Twilio itself answers, empty if it stays silent
   */
  public Optional<String> hear(String person, String ourNumber, String text) {
    boolean tollFree = PhoneNumbers.isTollFree(ourNumber);
    var word = text.strip().toUpperCase(Locale.ROOT);
    if ((tollFree ? TOLL_FREE_STOP : STOP).contains(word)) {
      return block(person, ourNumber, true) ? Optional.of(stopped(tollFree)) : Optional.empty();
    }
    if ((tollFree ? TOLL_FREE_START : START).contains(word)) {
      return block(person, ourNumber, false) ? Optional.of(restarted(tollFree)) : Optional.empty();
    }
    return HELP.contains(word)
        ? Optional.of("Reply STOP to unsubscribe. Message and data rates may apply.")
        : Optional.empty();
  }

  /** Told who stopped or restarted a sender. */
  public Signal<String> changes() {
    return changes;
  }

  public void reset() {
    blockedBy.clear();
  }

  /** Whether this changed anything. */
  private boolean block(String person, String sender, boolean blocked) {
    boolean different = isBlocked(sender, person) != blocked;
    if (different) {
      blockedBy.compute(
          person,
          (key, before) -> {
            Set<String> senders = new HashSet<>(before == null ? Set.of() : before);
            if (blocked) {
              senders.add(sender);
            } else {
              senders.remove(sender);
            }
            return senders;
          });
      changes.tell(person);
    }
    return different;
  }

  private static String stopped(boolean tollFree) {
    return tollFree
        ? "NETWORK MSG: You sent \"stop\": texts from this number are blocked now. Send \"unstop\""
            + " to get them again."
        : "You are unsubscribed and will get no more messages from this number. Reply START to"
            + " resubscribe.";
  }

  private static String restarted(boolean tollFree) {
    return tollFree
        ? "NETWORK MSG: You sent \"unstop\": texts from this number reach you again."
        : "You are subscribed again and will get messages from this number. Reply HELP for help,"
            + " STOP to unsubscribe.";
  }
}
