// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request to a callback path that was not believed.
 *
 * @param path of the route, with places instead of values
 */
record CallbackRejection(
    Instant time, String path, String reason, @Nullable String wouldMatch, String setting) {}
