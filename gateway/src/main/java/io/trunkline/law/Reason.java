// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

/**
 * Why, in the words of one rule.
 *
 * @param kind for programs to tell apart
 * @param rule its id, such as {@code us-fl-hours}
 * @param detail a sentence without the number or the text of anybody
 */
public record Reason(Kind kind, String rule, String detail) {

  /** What stands in the way; never changes its name. */
  public enum Kind {
    /** They do not want it. */
    OPTED_OUT,
    /** Nobody has shown that they want it. */
    CONSENT_LACKING,
    /** No law there allows it. */
    FORBIDDEN,
    /** It is too early or too late there, or a day of rest. */
    QUIET_HOURS,
    /** They have heard enough of late. */
    FREQUENCY_CAP,
    /** The account keeps silent there for the time being. */
    PAUSED
  }
}
