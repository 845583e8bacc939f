// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.sender;

/** What becomes of a sender that somebody wants to add to a service. */
public enum Admission {
  ADDED,
  /** The service has it already. */
  PRESENT,
  /** Another service has it. */
  ELSEWHERE,
  /** The service has as many senders as it may. */
  FULL
}
