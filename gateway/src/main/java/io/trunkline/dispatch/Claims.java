// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import io.trunkline.dispatch.Pick.Capacity;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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

  /** A row to work on. */
  record Job<T>(T item, boolean urgent) {}

  private record Claimed<T>(List<Job<T>> jobs, Turns turns) {}

  /** The lanes in which something is due. */
  List<DueLane> due(Instant now) {
    var lanes = backlog.lanes();
    var due = rows.due(now);
    var dueLanes = new ArrayList<DueLane>();
    var contested = new HashSet<UUID>();
    for (var lane : lanes) {
      if (due.hasOthers(lane)) {
        lane.limits().forEach(limit -> contested.add(limit.id()));
      }
    }
    for (var lane : lanes) {
      var priorities = due.classes().get(lane.id());
      if (priorities != null) {
        var isContested = lane.limits().stream().anyMatch(limit -> contested.contains(limit.id()));
        dueLanes.add(new DueLane(lane, priorities, due.paces(lane, now), isContested));
      }
    }
    return dueLanes;
  }

  /** Claims as many rows of the lane as its paces and the free places allow; perhaps none. */
  List<Job<T>> claim(DueLane due, Capacity capacity) {
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
    return claimed.jobs();
  }

  private Claimed<T> claimInTransaction(DueLane due, Capacity capacity, Turns before) {
    var now = clock.instant();
    var limits = due.lane().limits();
    var locked = paces.lock(limits, now);
    if (locked.isEmpty()) {
      return new Claimed<>(List.of(), before);
    }
    var free =
        due.priorities().stream()
            .filter(priority -> locked.get().areFree(Waiting.isUrgent(priority), now))
            .toList();
    if (free.isEmpty()) {
      return new Claimed<>(List.of(), before);
    }
    var most =
        free.stream()
            .mapToInt(priority -> locked.get().free(Waiting.isUrgent(priority), now))
            .max()
            .orElseThrow();
    var waiting = rows.lock(due.lane().id(), free, now, Math.min(capacity.most(), most));
    var pick = Pick.of(waiting, locked.get(), due.contested(), before, capacity, now);
    if (pick.rows().isEmpty()) {
      return new Claimed<>(List.of(), before);
    }
    paces.set(limits, pick.paces());
    var jobs = new ArrayList<Job<T>>();
    jobs.addAll(begin(pick.ids(true), true, now));
    jobs.addAll(begin(pick.ids(false), false, now));
    return new Claimed<>(jobs, pick.turns());
  }

  private List<Job<T>> begin(List<UUID> ids, boolean urgent, Instant now) {
    return ids.isEmpty()
        ? List.of()
        : backlog.claim(ids, now, now.plus(lease)).stream()
            .map(item -> new Job<>(item, urgent))
            .toList();
  }
}
