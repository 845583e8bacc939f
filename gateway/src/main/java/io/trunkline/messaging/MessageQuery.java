// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Which messages to list, newest first; what is null does not matter.
 *
 * @param to E.164, or our own address for inbound texts
 * @param before only messages older than this one: the last of the page before
 * @param limit 1 to 200
 */
public record MessageQuery(
    AccountId account,
    @Nullable String to,
    @Nullable String from,
    @Nullable MessageStatus status,
    @Nullable MessageId before,
    int limit) {

  /** As many as one page may hold. */
  public static final int LARGEST_PAGE = 200;

  public MessageQuery {
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw new IllegalArgumentException("A page holds 1 to 200 messages");
    }
  }
}
