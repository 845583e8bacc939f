// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * How much waits in the lanes of a queue, on all nodes together, and when a row would leave. Exact,
 * and read from the database without counting rows, but kept in memory for {@link #MEMORY}: what
 * was put in or claimed since is not in it. Rows that wait until later count too.
 */
public final class QueueDepths {

  static final Duration MEMORY = Duration.ofSeconds(1);

  /** How many rows wait, and of how many units they are. */
  public record Depth(long rows, long units) {

    static final Depth NOTHING = new Depth(0, 0);

    Depth plus(Depth more) {
      return new Depth(rows + more.rows, units + more.units);
    }
  }

  private final String queue;
  private final Supplier<List<Lane>> lanes;
  private final DepthStore depths;
  private final PaceStore paces;
  private final Clock clock;
  private final LoadingCache<Boolean, Picture> pictures;

  /**
   * @param queue whose table has the triggers {@code count_waiting}
   * @param lanes all of the queue, also those that are held: a limit's rows wait in all its lanes
   */
  public QueueDepths(String queue, Supplier<List<Lane>> lanes, Storage storage, Clock clock) {
    this.queue = queue;
    this.lanes = lanes;
    this.depths = new DepthStore(storage);
    this.paces = new PaceStore(storage, queue);
    this.clock = clock;
    this.pictures = Caffeine.newBuilder().expireAfterWrite(MEMORY).build(key -> look());
  }

  /** What waits in a lane with each priority; nothing where the priority is missing. */
  public SortedMap<Integer, Depth> of(UUID lane) {
    return new TreeMap<>(picture().ofLane(lane));
  }

  /**
   * When a row would leave that is put in now: once all that waits with the same priority or a more
   * urgent one has left, in this lane and in those that share its limits. An estimate: more urgent
   * rows that come later overtake it, one unit in ten goes to the less urgent, and a lane that is
   * held leaves not at all.
   *
   * @param units that the caller puts in before it; 0 for a single row
   */
  public Instant eta(Lane lane, int priority, long units) {
    var picture = picture();
    var now = clock.instant();
    var ownUnits = upTo(priority, picture.ofLane(lane.id()));
    return lane.limits().stream()
        .map(
            limit -> {
              var before = Math.max(ownUnits, upTo(priority, picture.ofLimit(limit.id())));
              return new Pace(limit.unitsPerSecond(), picture.clocks(limit.id(), now))
                  .freeAfter(before + units, Waiting.isUrgent(priority), now);
            })
        .max(Instant::compareTo)
        .orElse(now);
  }

  private static long upTo(int priority, SortedMap<Integer, Depth> classes) {
    return classes.headMap(priority + 1).values().stream().mapToLong(Depth::units).sum();
  }

  private Picture picture() {
    return pictures.get(true);
  }

  private Picture look() {
    var ofLanes = new HashMap<UUID, SortedMap<Integer, Depth>>();
    for (var each : depths.all(queue)) {
      add(ofLanes, each.lane(), each.priority(), new Depth(each.rows(), each.units()));
    }
    var ofLimits = new HashMap<UUID, SortedMap<Integer, Depth>>();
    for (var lane : lanes.get()) {
      for (var limit : lane.limits()) {
        ofLanes
            .getOrDefault(lane.id(), new TreeMap<>())
            .forEach((priority, depth) -> add(ofLimits, limit.id(), priority, depth));
      }
    }
    return new Picture(ofLanes, ofLimits, paces.busy(clock.instant()));
  }

  private static void add(
      Map<UUID, SortedMap<Integer, Depth>> sums, UUID id, int priority, Depth depth) {
    if (!depth.equals(Depth.NOTHING)) {
      sums.computeIfAbsent(id, each -> new TreeMap<>()).merge(priority, depth, Depth::plus);
    }
  }

  private record Picture(
      Map<UUID, SortedMap<Integer, Depth>> lanes,
      Map<UUID, SortedMap<Integer, Depth>> limits,
      Map<UUID, Clocks> busy) {

    SortedMap<Integer, Depth> ofLane(UUID lane) {
      return lanes.getOrDefault(lane, new TreeMap<>());
    }

    SortedMap<Integer, Depth> ofLimit(UUID limit) {
      return limits.getOrDefault(limit, new TreeMap<>());
    }

    Clocks clocks(UUID limit, Instant now) {
      return busy.getOrDefault(limit, Clocks.at(now));
    }
  }
}
