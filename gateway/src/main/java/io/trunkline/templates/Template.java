// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import io.trunkline.account.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A template, without what it says.
 *
 * @param name unique in its account; never changes
 * @param current the version that is rendered when none is named; null until one is published, and
 *     when it has been archived
 * @param draft the version that may be edited; null if there is none
 */
public record Template(
    TemplateId id,
    AccountId account,
    String name,
    @Nullable Integer current,
    @Nullable Integer draft,
    Instant createdAt) {}
