// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

/** Where a version of a template is in its life. */
public enum VersionStatus {
  /** May still be edited; is previewed and never sent. A template has at most one. */
  DRAFT,
  /** Says the same for ever; may be current. */
  PUBLISHED,
  /** Retired: never current again, but still renders for whoever names it. */
  ARCHIVED
}
