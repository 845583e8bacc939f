// SPDX-License-Identifier: Apache-2.0
package io.trunkline.conversations;

import io.trunkline.account.AccountId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations to list, latest activity first; what is null does not matter.
 *
 * @param unreadOnly only those with something unread
 * @param contact their address, without a prefix
 * @param after only what stands below this place: the last of the page before
 * @param limit 1 to 200
 */
public record ConversationQuery(
    AccountId account,
    boolean unreadOnly,
    @Nullable String contact,
    @Nullable Place after,
    int limit) {

  /** As many as one page may hold. */
  public static final int LARGEST_PAGE = 200;

  public ConversationQuery {
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw new IllegalArgumentException("A page holds 1 to 200 conversations");
    }
  }

  /**
   * A place in the list. A conversation that becomes active while somebody turns pages moves above
   * all of them; it is not met again.
   */
  public record Place(Instant lastActivityAt, ConversationId id) {

    public static Place of(Conversation conversation) {
      return new Place(conversation.lastActivityAt(), conversation.id());
    }

    /**
     * The inverse of {@link #toString()}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Place parse(String text) {
      int dash = text.indexOf('-');
      try {
        var micros = Long.parseLong(text, 0, Math.max(dash, 0), 10);
        return new Place(
            Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
            ConversationId.parse(text.substring(dash + 1)));
      } catch (DateTimeException | NumberFormatException e) {
        throw new IllegalArgumentException("A place is made by a page", e);
      }
    }

    @Override
    public String toString() {
      var micros =
          Duration.between(Instant.EPOCH, lastActivityAt).dividedBy(Duration.ofNanos(1000));
      return micros + "-" + id;
    }
  }
}
