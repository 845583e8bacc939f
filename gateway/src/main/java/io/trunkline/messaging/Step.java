// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

/**
 * One thing that was written of a message.
 *
 * @param before the message as it was
 * @param after the message as it is since
 * @param entry what the timeline says of it, or would say
 */
record Step(Message before, Message after, TimelineEntry entry) {

  boolean moved() {
    return before.status() != after.status();
  }

  boolean priced() {
    return before.cost().actual() == null && after.cost().actual() != null;
  }
}
