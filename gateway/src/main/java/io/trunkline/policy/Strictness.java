// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

/** What follows where a rule is broken. */
public enum Strictness {
  /** Nobody looks. */
  OFF,
  /** It is said, and the message is sent. */
  WARN,
  /** The message is refused. */
  BLOCK
}
