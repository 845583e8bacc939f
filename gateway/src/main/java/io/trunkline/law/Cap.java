// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * So many contacts at most in any window of time, which somebody keeps to beside the law.
 *
 * @param rule whose it is, for {@link Reason#rule}: {@code own-cap}
 * @param limit at least 1
 * @param programme the one whose contacts count; null for all
 */
public record Cap(String rule, int limit, Duration window, @Nullable String programme) {}
