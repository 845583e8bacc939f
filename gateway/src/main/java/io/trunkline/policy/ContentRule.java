// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

/** What texts are checked for. */
public enum ContentRule {
  /**
   * The sender is named, unless the recipient sees who it is or has just written (Twilio's
   * messaging policy). Needs a name to look for.
   */
  SENDER_NAMED,
  /** Marketing says how to opt out, as often as the policy has it (CTIA, messaging principles). */
  OPT_OUT_INSTRUCTION,
  /** No "Reply 2 to unsubscribe" in marketing: a number is no word for it (CTIA). */
  NUMERIC_OPT_OUT,
  /** No link of a shortener that anybody may use (AT&amp;T's code of conduct, CTIA 5.3.2). */
  PUBLIC_SHORTENER,
  /** None of the words that the policy forbids. */
  FORBIDDEN_WORDS,
  /** The marks that some countries demand of marketing. */
  COUNTRY_MARKS
}
