// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.trunkline.account.AccountId;
import io.trunkline.storage.Storage;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code media_copies}. */
final class CopyStore {

  /**
   * One file to copy.
   *
   * @param messageSid Twilio's SID of the message it came with
   * @param position its place among the files of the message
   * @param attempts how often copying it has failed
   */
  record Copy(AccountId account, String messageSid, int position, URI url, int attempts) {}

  private final JdbcClient jdbc;

  CopyStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /** Wants copies; what was wanted before changes nothing. */
  void want(AccountId account, String messageSid, List<URI> urls, Instant now) {
    jdbc.sql(
            """
            INSERT INTO trunkline.media_copies
              (account_id, message_sid, position, url, state, next_attempt_at, created_at)
            SELECT :account, :message, position, url, 'pending', :now, :now
            FROM unnest(:positions::smallint[], :urls::text[]) AS wanted (position, url)
            ON CONFLICT ON CONSTRAINT media_copies_pk DO NOTHING
            """)
        .param("account", account.value())
        .param("message", messageSid)
        .param("positions", IntStream.range(0, urls.size()).boxed().toArray(Integer[]::new))
        .param("urls", urls.stream().map(URI::toString).toArray(String[]::new))
        .param("now", Storage.parameter(now))
        .update();
  }

  List<Copy> due(Instant now, int most) {
    return jdbc.sql(
            """
            SELECT account_id, message_sid, position, url, attempts FROM trunkline.media_copies
            WHERE state = 'pending' AND next_attempt_at <= :now
            ORDER BY next_attempt_at
            LIMIT :most
            """)
        .param("now", Storage.parameter(now))
        .param("most", most)
        .query(
            (row, index) ->
                new Copy(
                    new AccountId(row.getObject("account_id", UUID.class)),
                    row.getString("message_sid"),
                    row.getInt("position"),
                    URI.create(row.getString("url")),
                    row.getInt("attempts")))
        .list();
  }

  void done(Copy copy, MediaId media) {
    move(copy, "copied", null, null, media.value());
  }

  /**
   * @param next when to try again; null to give up
   */
  void failed(Copy copy, String failure, @Nullable Instant next) {
    move(copy, next == null ? "parked" : "pending", failure, next, null);
  }

  private void move(
      Copy copy,
      String state,
      @Nullable String failure,
      @Nullable Instant next,
      @Nullable UUID media) {
    jdbc.sql(
            """
            UPDATE trunkline.media_copies
            SET state = :state, failure = :failure, next_attempt_at = :next, media_id = :media,
              attempts = attempts + CASE WHEN :state = 'copied' THEN 0 ELSE 1 END
            WHERE account_id = :account AND message_sid = :message AND position = :position
              AND state = 'pending'
            """)
        .param("state", state)
        .param("failure", failure)
        .param("next", Storage.parameter(next))
        .param("media", media)
        .param("account", copy.account().value())
        .param("message", copy.messageSid())
        .param("position", copy.position())
        .update();
  }

  /** The copies there are, in the order of the files of each message. */
  Map<String, List<MediaFile>> copies(
      AccountId account, Collection<String> messageSids, Instant now) {
    return jdbc
        .sql(
            """
            SELECT copy.message_sid, media.*
            FROM trunkline.media_copies AS copy
            JOIN trunkline.media ON media.id = copy.media_id
            WHERE copy.account_id = :account AND copy.message_sid = ANY (:messages::text[])
              AND media.expires_at > :now AND media.size IS NOT NULL
            ORDER BY copy.message_sid, copy.position
            """)
        .param("account", account.value())
        .param("messages", messageSids.toArray(String[]::new))
        .param("now", Storage.parameter(now))
        .query((row, index) -> Map.entry(row.getString("message_sid"), MediaStore.file(row, index)))
        .list()
        .stream()
        .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
  }

  int deleteSettled(Instant createdBefore) {
    return jdbc.sql(
            """
            DELETE FROM trunkline.media_copies
            WHERE created_at < :before AND state <> 'pending' AND media_id IS NULL
            """)
        .param("before", Storage.parameter(createdBefore))
        .update();
  }
}
