// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A policy as it was from one change to the next.
 *
 * @param version from 1; 0 for what the settings of the server say, as long as nobody has changed
 *     it
 * @param changedBy who made it; null of version 0
 * @param changedAt since when; null of version 0
 */
public record PolicyVersion(
    int version, Policy policy, @Nullable String changedBy, @Nullable Instant changedAt) {}
