// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import io.trunkline.storage.Storage;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A table of nothing in particular, as one node sees it. */
final class Errands implements Backlog<UUID> {

  /** What this node does in a turn. */
  enum Step {
    LOOK,
    CLAIM,
    WORK
  }

  /** A claim of this node. */
  record Claim(Instant now, Instant leaseUntil, List<UUID> ids) {}

  private final JdbcClient jdbc;
  private final List<Lane> lanes;
  private final Consumer<UUID> worker;
  private final AtomicInteger turns = new AtomicInteger();
  private final List<Claim> claims = new CopyOnWriteArrayList<>();
  private final Set<UUID> unclaimable = ConcurrentHashMap.newKeySet();
  private final Set<Step> broken = ConcurrentHashMap.newKeySet();
  private boolean knowsUrgent = true;

  Errands(Storage storage, List<Lane> lanes, Consumer<UUID> worker) {
    this.jdbc = storage.jdbc();
    this.lanes = List.copyOf(lanes);
    this.worker = worker;
  }

  static void createTable(JdbcClient jdbc) {
    jdbc.sql(
            """
            CREATE TABLE errands (
              id       uuid PRIMARY KEY,
              lane_id  uuid NOT NULL,
              status   text NOT NULL,
              priority smallint NOT NULL,
              due_at   timestamptz NOT NULL,
              units    int NOT NULL)
            """)
        .update();
    jdbc.sql(
            """
            CREATE INDEX errands_waiting ON errands (lane_id, priority, due_at, id)
            WHERE status = 'waiting'
            """)
        .update();
    for (var trigger :
        List.of(
            "INSERT ON errands REFERENCING NEW TABLE AS came",
            "UPDATE ON errands REFERENCING OLD TABLE AS went NEW TABLE AS came",
            "DELETE ON errands REFERENCING OLD TABLE AS went")) {
      jdbc.sql(
              """
              CREATE TRIGGER errands_count_%s AFTER %s
              FOR EACH STATEMENT EXECUTE FUNCTION trunkline.count_waiting('errands', 'waiting')
              """
                  .formatted(trigger.substring(0, trigger.indexOf(' ')), trigger))
          .update();
    }
  }

  /** Says that none of them is urgent. */
  Errands withoutUrgent() {
    knowsUrgent = false;
    return this;
  }

  /** How often this node has looked for something to do. */
  int turns() {
    return turns.get();
  }

  List<Claim> claims() {
    return claims;
  }

  /** From now on a claim with this row fails. */
  void refuseToClaim(UUID id) {
    unclaimable.add(id);
  }

  void allowToClaim(UUID id) {
    unclaimable.remove(id);
  }

  /** From now on the step ends in an error, as if a class could not be loaded. */
  void breakAt(Step step) {
    broken.add(step);
  }

  void mend() {
    broken.clear();
  }

  private void pass(Step step) {
    if (broken.contains(step)) {
      throw new NoClassDefFoundError("on purpose");
    }
  }

  @Override
  public String queue() {
    return "errands";
  }

  @Override
  public String table() {
    return "errands";
  }

  @Override
  public String waiting() {
    return "waiting";
  }

  @Override
  public boolean knowsUrgent() {
    return knowsUrgent;
  }

  @Override
  public List<Lane> lanes() {
    turns.incrementAndGet();
    pass(Step.LOOK);
    return lanes;
  }

  @Override
  public List<UUID> claim(List<UUID> ids, Instant now, Instant leaseUntil) {
    pass(Step.CLAIM);
    if (ids.stream().anyMatch(unclaimable::contains)) {
      throw new IllegalStateException("unclaimable on purpose");
    }
    jdbc.sql("UPDATE errands SET status = 'taken' WHERE id = ANY (:ids)")
        .param("ids", ids.toArray(UUID[]::new))
        .update();
    claims.add(new Claim(now, leaseUntil, List.copyOf(ids)));
    return ids;
  }

  @Override
  public void work(UUID id) {
    worker.accept(id);
    pass(Step.WORK);
  }
}
