// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.storage.Storage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables {@code consent_chains} and {@code consent_links}, which the database writes itself.
 */
final class ChainStore {

  /**
   * A link of a chain as it is stored, and what should be chained by it.
   *
   * @param digest SHA-256 of the document, in hexadecimal
   * @param hash SHA-256 of the previous hash and the digest, in hexadecimal
   * @param event null if there is none any more
   * @param document the event as it is now, null with the event
   */
  record Link(
      long seq, String digest, String hash, @Nullable UUID event, @Nullable String document) {}

  /**
   * Where a chain ends.
   *
   * @param length how many links it has
   * @param hash of the last, in hexadecimal
   */
  record Head(long length, String hash) {}

  /**
   * Evidence leads from an event to the end of its block, and goes on from block to block: of ten
   * million events that is some ten thousand hashes and not ten million.
   */
  static final int BLOCK = 1000;

  private static final HexFormat HEX = HexFormat.of();

  private final JdbcClient jdbc;

  ChainStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /** Empty before the first event. */
  Optional<Head> head(AccountId account) {
    return jdbc.sql("SELECT length, hash FROM trunkline.consent_chains WHERE account_id = :account")
        .param("account", account.value())
        .query((row, _) -> new Head(row.getLong("length"), HEX.formatHex(row.getBytes("hash"))))
        .optional();
  }

  /** The next links after a place in the chain, in their order. */
  List<Link> links(AccountId account, long after, int limit) {
    return jdbc.sql(
            """
            SELECT seq, digest, hash, event.id, document
            FROM trunkline.consent_links AS link
            LEFT JOIN trunkline.consent_documents AS event ON event.id = link.event_id
            WHERE link.account_id = :account AND seq > :after
            ORDER BY seq
            LIMIT :limit
            """)
        .param("account", account.value())
        .param("after", after)
        .param("limit", limit)
        .query(ChainStore::link)
        .list();
  }

  /** Those links of events of a recipient that there are up to a place in the chain. */
  List<Link> linksOf(AccountId account, String recipient, long last) {
    return jdbc.sql(
            """
            SELECT seq, digest, hash, event.id, document
            FROM trunkline.consent_documents AS event
            JOIN trunkline.consent_links AS link ON link.event_id = event.id
            WHERE event.account_id = :account AND recipient = :recipient AND seq <= :last
            ORDER BY seq
            """)
        .param("account", account.value())
        .param("recipient", recipient)
        .param("last", last)
        .query(ChainStore::link)
        .list();
  }

  /** The hash of a link. */
  Optional<String> hash(AccountId account, long seq) {
    return jdbc.sql(
            "SELECT hash FROM trunkline.consent_links WHERE account_id = :account AND seq = :seq")
        .param("account", account.value())
        .param("seq", seq)
        .query((row, _) -> HEX.formatHex(row.getBytes("hash")))
        .optional();
  }

  /** The next digests after a place in the chain, in their order. */
  List<String> digests(AccountId account, long after, int limit) {
    return jdbc.sql(
            """
            SELECT digest FROM trunkline.consent_links
            WHERE account_id = :account AND seq > :after
            ORDER BY seq
            LIMIT :limit
            """)
        .param("account", account.value())
        .param("after", after)
        .param("limit", limit)
        .query((row, _) -> HEX.formatHex(row.getBytes("digest")))
        .list();
  }

  /**
   * The hashes of every {@link #BLOCK}th link, and of the last, in their order.
   *
   * @param length the place of the last
   */
  List<String> landmarks(AccountId account, long length) {
    return jdbc.sql(
            """
            SELECT hash FROM trunkline.consent_links
            WHERE account_id = :account
              AND seq = ANY (ARRAY(SELECT generate_series(:block, :length, :block)) || :length)
            ORDER BY seq
            """)
        .param("account", account.value())
        .param("block", (long) BLOCK)
        .param("length", length)
        .query((row, _) -> HEX.formatHex(row.getBytes("hash")))
        .list();
  }

  /**
   * An event of the account that no link chains; empty as long as nobody has tampered. It is looked
   * for only if there are more events than links: no event has two, and whether each link has one
   * is found out link by link.
   */
  Optional<UUID> unlinked(AccountId account) {
    return hasMoreEventsThanLinks(account) ? firstUnlinked(account) : Optional.empty();
  }

  private boolean hasMoreEventsThanLinks(AccountId account) {
    return jdbc.sql(
            """
            SELECT (SELECT count(*) FROM trunkline.consent_events WHERE account_id = :account)
              > coalesce((SELECT length FROM trunkline.consent_chains WHERE account_id = :account), 0)
            """)
        .param("account", account.value())
        .query(Boolean.class)
        .single();
  }

  private Optional<UUID> firstUnlinked(AccountId account) {
    return jdbc.sql(
            """
            SELECT id FROM trunkline.consent_events AS event
            WHERE account_id = :account
              AND NOT EXISTS (SELECT FROM trunkline.consent_links WHERE event_id = event.id)
            ORDER BY ordinal
            LIMIT 1
            """)
        .param("account", account.value())
        .query(UUID.class)
        .optional();
  }

  private static Link link(ResultSet row, int index) throws SQLException {
    return new Link(
        row.getLong("seq"),
        HEX.formatHex(row.getBytes("digest")),
        HEX.formatHex(row.getBytes("hash")),
        row.getObject("id", UUID.class),
        row.getString("document"));
  }
}
