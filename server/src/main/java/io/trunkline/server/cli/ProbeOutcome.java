// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import java.time.Duration;

/** What came of calling the public address as Twilio does. */
sealed interface ProbeOutcome {

  /**
   * Somebody answered.
   *
   * @param location where a redirect leads; empty if it is none
   * @param code of a problem of ours; empty if it is no such answer
   */
  record Answered(int status, String location, String code, Duration took)
      implements ProbeOutcome {}

  /** Nobody did. */
  record Failed(Failure failure, String why) implements ProbeOutcome {}

  /** How far the request got. */
  enum Failure {
    UNKNOWN_HOST,
    REFUSED,
    TIMED_OUT,
    SELF_SIGNED,
    EXPIRED,
    OTHER_NAME,
    TLS,
    BROKEN
  }
}
