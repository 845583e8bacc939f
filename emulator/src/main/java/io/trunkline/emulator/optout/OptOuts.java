// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.optout;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.number.PhoneNumbers;
import io.trunkline.emulator.signal.Signal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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

  private final Set<Pair> blocked = ConcurrentHashMap.newKeySet();
  private final Signal<String> changes = new Signal<>();

  public OptOuts() {}

  private record Pair(String sender, String recipient) {}

  /** Whether the recipient told the sender to stop. */
  public boolean isBlocked(String sender, String recipient) {
    return !blocked.isEmpty() && blocked.contains(new Pair(sender, recipient));
  }

  /**
   * Applies what a person texted to one of our numbers.
   *
   * @return what Twilio itself answers, empty if it stays silent
   */
  public Optional<String> hear(String person, String ourNumber, String text) {
    boolean tollFree = PhoneNumbers.isTollFree(ourNumber);
    var word = text.strip().toUpperCase(Locale.ROOT);
    var pair = new Pair(ourNumber, person);
    if ((tollFree ? TOLL_FREE_STOP : STOP).contains(word)) {
      return changed(blocked.add(pair), person, stopped(tollFree));
    }
    if ((tollFree ? TOLL_FREE_START : START).contains(word)) {
      return changed(blocked.remove(pair), person, restarted(tollFree));
    }
    return HELP.contains(word)
        ? Optional.of("Reply STOP to unsubscribe. Message and data rates may apply.")
        : Optional.empty();
  }

  /** Told who stopped or restarted a sender. */
  public Signal<String> changes() {
    return changes;
  }

  private Optional<String> changed(boolean really, String person, String answer) {
    if (!really) {
      return Optional.empty();
    }
    changes.tell(person);
    return Optional.of(answer);
  }

  public void reset() {
    blocked.clear();
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
