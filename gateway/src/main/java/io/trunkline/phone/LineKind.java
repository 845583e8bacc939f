// SPDX-License-Identifier: Apache-2.0
package io.trunkline.phone;

/** What kind of line the numbering plan gives a number to. A ported number may be another kind. */
public enum LineKind {
  FIXED_LINE,
  MOBILE,
  /** The plan does not tell them apart, as in the United States and Canada. */
  FIXED_LINE_OR_MOBILE,
  /** The called party pays. */
  TOLL_FREE,
  /** The caller pays more than usual. */
  PREMIUM_RATE,
  SHARED_COST,
  /** Follows a person, wherever it is routed to; Twilio's magic test numbers are of this kind. */
  PERSONAL,
  VOIP,
  /** Pagers, voicemail access, company-wide numbers. */
  OTHER,
  /** Possible by its length, but no range that we know has been given out. */
  UNKNOWN
}
