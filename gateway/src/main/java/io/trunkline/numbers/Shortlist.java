// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The senders out of which one may be chosen, and what speaks against the others. */
final class Shortlist {

  private static final int NAMED = 3;

  private final Map<SenderId, Sender> suitable = new HashMap<>();
  private final Map<ChosenBecause, List<Sender>> byFit = new EnumMap<>(ChosenBecause.class);
  private final Map<String, List<Sender>> objections = new LinkedHashMap<>();

  Shortlist(Collection<Sender> senders, Task task, Set<SenderId> exclude) {
    for (var sender : senders) {
      var objection =
          exclude.contains(sender.id())
              ? Optional.of("was tried before")
              : task.objectionTo(sender);
      if (objection.isPresent()) {
        objections.computeIfAbsent(objection.get(), reason -> new ArrayList<>()).add(sender);
      } else {
        suitable.put(sender.id(), sender);
        byFit.computeIfAbsent(task.fitOf(sender), fit -> new ArrayList<>()).add(sender);
      }
    }
  }

  boolean isEmpty() {
    return suitable.isEmpty();
  }

  Optional<Sender> find(@Nullable SenderId id) {
    return id == null ? Optional.empty() : Optional.ofNullable(suitable.get(id));
  }

  /** How well the best suit. */
  ChosenBecause bestFit() {
    return byFit.keySet().iterator().next();
  }

  /** Those that suit best, at least one. */
  List<Sender> best() {
    return byFit.values().iterator().next();
  }

  /** Which senders were left out and why: "ACME cannot send by MMS; …". */
  String objections() {
    return objections.entrySet().stream()
        .map(objection -> named(objection.getValue()) + " " + objection.getKey())
        .collect(Collectors.joining("; "));
  }

  private static String named(List<Sender> senders) {
    var named = senders.stream().limit(NAMED).map(Sender::shown).collect(Collectors.joining(", "));
    return senders.size() > NAMED ? named + " and " + (senders.size() - NAMED) + " more" : named;
  }
}
