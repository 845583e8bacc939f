// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import java.util.List;

/**
 * What came of an import.
 *
 * @param recorded how many rows are new in the ledger
 * @param repeated how many had been recorded before
 * @param refused how many cannot be
 */
public record ImportSummary(long recorded, long repeated, long refused) {

  /**
   * The names of columns, in any order. {@code recipient}, {@code kind} and {@code at} are needed;
   * {@code purposes} and {@code message_sids} are lists with {@code |} between; {@code id} and
   * {@code recorded_at} are those of another ledger, and are not read.
   */
  public static final List<String> COLUMNS =
      List.of(
          "id",
          "recipient",
          "scope",
          "kind",
          "purposes",
          "level",
          "source",
          "at",
          "recorded_at",
          "said",
          "message_sids",
          "text",
          "text_sha256",
          "url",
          "ip",
          "user_agent",
          "language",
          "method",
          "agent",
          "note");
}
