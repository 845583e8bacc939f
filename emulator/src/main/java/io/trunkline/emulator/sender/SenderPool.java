// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.sender;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.sender.PooledSender.Kind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The senders of one service, and whose turn it is. The same calls in the same order always choose
 * the same senders.
 */
final class SenderPool {
  private final Map<String, PooledSender> members = new LinkedHashMap<>();
  private final Map<String, PooledSender> stuck = new HashMap<>();
  private final Map<String, Long> lastTurns = new HashMap<>();
  private long turn;

  synchronized List<PooledSender> members() {
    return List.copyOf(members.values());
  }

  synchronized void add(PooledSender sender) {
    members.put(sender.sid(), sender);
  }

  /** Takes the senders out, and with them what stuck to them. */
  synchronized void removeIf(Predicate<PooledSender> gone) {
    if (members.values().removeIf(gone)) {
      stuck.values().removeIf(gone);
      lastTurns.keySet().retainAll(members.keySet());
    }
  }

  /** From now on the person is texted from the address that he has texted. */
  synchronized void stick(String person, String address) {
    members.values().stream()
        .filter(sender -> sender.address().equals(address))
        .findFirst()
        .ifPresent(sender -> stuck.put(person, sender));
  }

  /** The sender for a message; empty if none gets it there. */
  @Seen(
      what =
          "A service prefers RCS to short codes to names to numbers, then numbers of the"
              + " recipient's country and area, and spreads messages evenly over what is left.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "messaging/services#sender-selection")
  synchronized Optional<PooledSender> choose(
      MessagingService service, Destination destination, boolean media) {
    var able = members.values().stream().filter(destination::isReachedBy).toList();
    if (media && destination.channel().isEmpty()) {
      var sendsMedia = able.stream().filter(PooledSender::sendsMedia).toList();
      able = sendsMedia.isEmpty() && service.is("MmsConverter") ? able : sendsMedia;
    }
    if (able.isEmpty()) {
      return Optional.empty();
    }
    // Whoever has it gets RCS, whatever he stuck to before.
    able = narrow(able, sender -> sender.kind() == Kind.CHANNEL);
    boolean sticky = service.is("StickySender");
    var kept = sticky ? kept(destination, able) : null;
    var chosen = kept == null ? next(preferred(service, destination, able)) : kept;
    if (sticky) {
      stuck.put(destination.to(), chosen);
    }
    lastTurns.put(chosen.sid(), ++turn);
    return Optional.of(chosen);
  }

  /** What the recipient sticks to, unless it is foreign and there is something domestic now. */
  @Seen(
      what = "A recipient keeps his sender until a domestic one takes the place of a foreign one.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "support.twilio.com articles 223181288 and 15361592743835")
  private @Nullable PooledSender kept(Destination destination, List<PooledSender> able) {
    var kept = stuck.get(destination.to());
    if (kept == null || !able.contains(kept)) {
      return null;
    }
    boolean foreign = kept.kind() == Kind.PHONE_NUMBER && !destination.isHomeOf(kept);
    return foreign && able.stream().anyMatch(destination::isHomeOf) ? null : kept;
  }

  private static List<PooledSender> preferred(
      MessagingService service, Destination destination, List<PooledSender> able) {
    var kind = able.stream().map(PooledSender::kind).min(Comparator.naturalOrder()).orElseThrow();
    var rest = able.stream().filter(sender -> sender.kind() == kind).toList();
    rest = narrow(rest, destination::isHomeOf);
    return service.is("AreaCodeGeomatch") ? narrow(rest, destination::isAreaOf) : rest;
  }

  /** Those that match; all if none does. */
  private static List<PooledSender> narrow(
      List<PooledSender> senders, Predicate<PooledSender> match) {
    var matching = senders.stream().filter(match).toList();
    return matching.isEmpty() ? senders : matching;
  }

  /** The one that was not used for longest; of new ones the one that joined first. */
  private PooledSender next(List<PooledSender> senders) {
    return senders.stream()
        .min(Comparator.comparing(sender -> lastTurns.getOrDefault(sender.sid(), 0L)))
        .orElseThrow();
  }
}
