// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * In which order this node claims its lanes: those with urgent rows first, then whoever was served
 * longest ago. Where urgent rows keep all places busy, another lane comes first in its turn.
 */
final class LaneOrder {

  private final Map<UUID, Long> servedAt = new HashMap<>();
  private long claims;
  private boolean othersWait;
  private Turns turns = Turns.NONE;

  List<DueLane> of(List<DueLane> due, Instant now) {
    servedAt
        .keySet()
        .retainAll(due.stream().map(each -> each.lane().id()).collect(Collectors.toSet()));
    var ordered = new ArrayList<>(due);
    ordered.sort(
        Comparator.comparing((DueLane each) -> !each.isUrgent())
            .thenComparing(each -> servedAt.getOrDefault(each.lane().id(), 0L)));
    var others =
        ordered.stream()
            .filter(each -> !each.isUrgent() && !each.worthClaimingAt().isAfter(now))
            .findFirst();
    othersWait = others.isPresent();
    others
        .filter(each -> turns.isOfOthers())
        .ifPresent(
            each -> {
              ordered.remove(each);
              ordered.addFirst(each);
            });
    return ordered;
  }

  void served(DueLane lane, int rows) {
    if (rows > 0) {
      servedAt.put(lane.lane().id(), ++claims);
      turns = turns.after(rows, lane.isUrgent(), othersWait);
    }
  }
}
