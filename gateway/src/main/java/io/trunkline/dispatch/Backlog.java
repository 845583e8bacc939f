// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A room's table, seen as a queue, and the room's worker.
 *
 * <p>The table has the columns {@code id uuid}, {@code lane_id uuid}, {@code status text}, {@code
 * priority smallint} (lower first; 0 and 1 are urgent and overtake), {@code due_at timestamptz} and
 * {@code units int} (at least 1), and a partial index on {@code (lane_id, priority, due_at, id)}
 * over the rows that wait. For {@link QueueDepths} it has the triggers {@code count_waiting}.
 *
 * @param <T> what the worker is given
 */
public interface Backlog<T> {

  /** The name of the queue, unique and stable: the key of its paces. */
  String queue();

  /** The table with its schema; a constant of the program. */
  String table();

  /** The status of the rows that wait; a constant of the program. */
  String waiting();

  /** Whether its rows may be urgent; if not, none of the places of a node is kept for such. */
  default boolean knowsUrgent() {
    return true;
  }

  /**
   * The lanes that may be claimed. Rows of other lanes wait: leave out a lane to hold it. Asked
   * often: answer from memory.
   */
  List<Lane> lanes();

  /**
   * Takes rows out of waiting, in the transaction that has locked them. Each of them has left the
   * waiting status when this returns, or is due later than {@code now}.
   *
   * @param leaseUntil until when the worker has these rows to itself
   * @return the rows to work on; those that are not to be done after all are left out
   */
  List<T> claim(List<UUID> ids, Instant now, Instant leaseUntil);

  /**
   * Does the work on a claimed row, on a virtual thread of its own, with no transaction open. What
   * it throws is logged; the row then stays as claimed until its lease ends.
   */
  void work(T item);
}
