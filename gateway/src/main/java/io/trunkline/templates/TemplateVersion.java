// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a template.
 *
 * @param number 1, 2, 3…
 * @param content immutable once the version has been published
 * @param editedAt when the content was written last
 * @param publishedAt when it was published first; null for a draft
 * @param archivedAt null unless it is archived
 */
public record TemplateVersion(
    TemplateId template,
    int number,
    VersionStatus status,
    TemplateContent content,
    Instant editedAt,
    @Nullable Instant publishedAt,
    @Nullable Instant archivedAt) {}
