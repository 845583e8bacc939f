// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import java.util.List;

/** Somebody who has to know of each event, whatever breaks. A room contributes one bean. */
public interface EventSubscriber {

  /**
   * Called inside the transaction that makes the events true, once they are recorded: what it
   * writes stands or falls with them, and it must be quick.
   */
  void recorded(List<Event> events);
}
