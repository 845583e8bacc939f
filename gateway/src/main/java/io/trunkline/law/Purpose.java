// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

/**
 * What a message or a call is for: decides which law it is under, and the order in which messages
 * of one sender leave.
 */
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
  public int priority() {
    return priority;
  }
}
