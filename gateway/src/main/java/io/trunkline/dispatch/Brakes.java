// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import io.trunkline.storage.Storage;
import java.time.Instant;
import java.util.Collection;

/** Holds limits of a queue back, for all nodes. */
public final class Brakes {

  private final PaceStore paces;

  public Brakes(String queue, Storage storage) {
    this.paces = new PaceStore(storage, queue);
  }

  /**
   * Lets no row of these limits be claimed before this time, and then one by one at their pace;
   * what is claimed already is not stopped. A limit that is held for longer, or so far behind, is
   * left so. Joins the caller's transaction, and waits for claims that are being made.
   */
  public void holdBack(Collection<Limit> limits, Instant until) {
    paces.holdBack(limits, until);
  }

  /**
   * Forgets what holds these limits back: the next row of each may leave once its pace, as it is
   * now, has let one leave. Joins the caller's transaction, and waits for claims that are being
   * made; what is being claimed on a node that still goes by another pace is charged by that.
   */
  public void letGo(Collection<Limit> limits, Instant now) {
    paces.letGo(limits, now);
  }
}
