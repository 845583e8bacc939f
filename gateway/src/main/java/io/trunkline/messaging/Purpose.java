// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

/** What a message is for: decides the order in which messages of one sender leave. */
public enum Purpose {
  MARKETING(4),
  INFORMATIONAL(3),
  TRANSACTIONAL(2),
  OTP(1),
  EMERGENCY(0);

  private final int priority;

  Purpose(int priority) {
    this.priority = priority;
  }

  /** The lower leaves first. */
  int priority() {
    return priority;
  }
}
