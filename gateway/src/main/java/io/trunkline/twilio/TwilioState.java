// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with Twilio, for whoever watches.
 *
 * @param missing what is off and the property that turns it on, a sentence each; empty if all is
 *     configured
 * @param lastSuccess when Twilio last answered a request of this account on this node as it should
 * @param lastFailure when a request last went wrong in a way that is not the request's own fault
 * @param lastFailureWhy what went wrong then
 */
public record TwilioState(
    List<String> missing,
    @Nullable Instant lastSuccess,
    @Nullable Instant lastFailure,
    @Nullable String lastFailureWhy) {

  public TwilioState {
    missing = List.copyOf(missing);
  }
}
