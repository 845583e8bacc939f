// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a request has no answer that the SDK could read. */
sealed interface HttpFault {

  /** No byte of the request has left. */
  record NotSent(String why) implements HttpFault {}

  /** The request has left, wholly or in part, and no answer came back. */
  record NoAnswer(String why) implements HttpFault {}

  /**
   * An answer other than 2xx.
   *
   * @param body as it came; need not be JSON, least of all from a proxy
   * @param retryAfter what the header of this name says, in whole seconds
   */
  record Answered(int status, String body, @Nullable Duration retryAfter) implements HttpFault {

    /** Without the body, which may quote the request. */
    @Override
    public String toString() {
      return "Answered[" + status + "]";
    }
  }
}
