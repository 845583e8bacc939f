// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import io.trunkline.dispatch.Pick.Capacity;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.transaction.support.TransactionOperations;

/** Claims due rows, lane by lane, each claim in one short transaction. For one thread. */
final class Claims<T> {

  private final Backlog<T> backlog;
  private final PaceStore paces;
  private final BacklogStore rows;
  private final TransactionOperations transactions;
  private final Duration lease;
  private final Clock clock;

  /** Only of lanes in which somebody is being passed over; each node keeps its own count. */
  private final Map<UUID, Turns> turns = new HashMap<>();

  Claims(
      Backlog<T> backlog,
      Storage storage,
      TransactionOperations transactions,
      Duration lease,
      Clock clock) {
    this.backlog = backlog;
    this.paces = new PaceStore(storage, backlog.queue());
    this.rows = new BacklogStore(storage, backlog);
    this.transactions = transactions;
    this.lease = lease;
    this.clock = clock;
  }

  private record Claimed<T>(List<T> items, Turns turns) {}

  /** The lanes in which something is due. */
  List<DueLane> due(Instant now) {
    var lanes = backlog.lanes();
    var due = rows.due(now);
    var dueLanes = new ArrayList<DueLane>();
    for (var lane : lanes) {
      var priorities = due.classes().get(lane.id());
      if (priorities != null) {
        dueLanes.add(new DueLane(lane, priorities, due.freeAt(lane, now)));
      }
    }
    return dueLanes;
  }

  /** Claims as many rows of the lane as its paces and the free places allow; perhaps none. */
  List<T> claim(DueLane due, Capacity capacity) {
    var id = due.lane().id();
    var before = turns.getOrDefault(id, Turns.NONE);
    var claimed =
        Objects.requireNonNull(
            transactions.execute(status -> claimInTransaction(due, capacity, before)));
    if (claimed.turns().equals(Turns.NONE)) {
      turns.remove(id);
    } else {
      turns.put(id, claimed.turns());
    }
    return claimed.items();
  }

  private Claimed<T> claimInTransaction(DueLane due, Capacity capacity, Turns before) {
    var now = clock.instant();
    var lane = due.lane();
    var ahead = due.isUrgent() ? Pace.URGENTLY_AHEAD : due.ahead();
    var locked = paces.lock(lane.limits(), now).filter(all -> all.areFree(now, ahead));
    if (locked.isEmpty()) {
      return new Claimed<>(List.of(), before);
    }
    var most = due.letThrough() ? 1 : Math.min(capacity.places(), locked.get().mostAtOnce(ahead));
    var waiting = rows.lock(lane.id(), due.priorities(), now, most);
    var pick =
        Pick.of(
            due.letThrough() ? waiting.subList(0, Math.min(1, waiting.size())) : waiting,
            locked.get(),
            before,
            capacity,
            due.ahead(),
            now);
    if (pick.ids().isEmpty()) {
      return new Claimed<>(List.of(), before);
    }
    paces.set(lane.limits(), pick.paces());
    return new Claimed<>(backlog.claim(pick.ids(), now, now.plus(lease)), pick.turns());
  }
}
