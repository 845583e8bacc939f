// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import java.time.Instant;

/**
 * From when on a rule set is in force: until the next one is.
 *
 * @param activatedBy an API key or the host application
 */
public record Activation(String version, Instant from, Instant activatedAt, String activatedBy) {}
