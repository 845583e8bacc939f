// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A rule set that is kept. It never changes and is never removed, since decisions name it.
 *
 * @param document as it was loaded; empty in a list
 * @param published when somebody last looked whether its facts still stand
 * @param loadedBy an API key, the host application, or {@code bundled}
 */
public record StoredRuleSet(
    String version, String document, LocalDate published, Instant loadedAt, String loadedBy) {}
