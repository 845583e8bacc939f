// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A callback as it is kept.
 *
 * @param kind of the route it came by, {@code message_status}; perhaps one that this version does
 *     not have
 * @param parameters every value of each, as Twilio sent them; none in a list
 * @param failedAttempts how often applying it has failed, while it is due
 * @param failure why it failed the last time, or was given up; absent if it did not fail
 * @param nextAttemptAt when it is tried again; absent unless it is due
 */
public record StoredCallback(
    CallbackId id,
    String kind,
    String path,
    Map<String, List<String>> parameters,
    Instant receivedAt,
    CallbackState state,
    int failedAttempts,
    @Nullable String failure,
    @Nullable Instant nextAttemptAt) {

  public StoredCallback {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** Parameters hold numbers and bodies, and are never printed. */
  @Override
  public String toString() {
    return "StoredCallback[" + id + ", " + kind + ", " + state + "]";
  }
}
