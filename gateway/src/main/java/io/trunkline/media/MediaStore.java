// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import io.trunkline.account.AccountId;
import io.trunkline.storage.Storage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code media} and {@code media_pieces}. Only finished files are ever found. */
final class MediaStore {

  private final JdbcClient jdbc;

  MediaStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /** Begins a file that nobody sees until it is finished. */
  void begin(MediaId id, AccountId account, String token, Instant now, Instant expiry) {
    jdbc.sql(
            """
            INSERT INTO trunkline.media (id, account_id, token, created_at, expires_at)
            VALUES (:id, :account, :token, :now, :expiry)
            """)
        .param("id", id.value())
        .param("account", account.value())
        .param("token", token)
        .param("now", Storage.parameter(now))
        .param("expiry", Storage.parameter(expiry))
        .update();
  }

  void append(MediaId id, int number, byte[] bytes) {
    jdbc.sql(
            """
            INSERT INTO trunkline.media_pieces (media_id, number, bytes)
            VALUES (:id, :number, :bytes)
            """)
        .param("id", id.value())
        .param("number", number)
        .param("bytes", bytes)
        .update();
  }

  void finish(MediaId id, String type, long size, String sha256) {
    jdbc.sql(
            """
            UPDATE trunkline.media SET content_type = :type, size = :size, sha256 = :sha256
            WHERE id = :id
            """)
        .param("id", id.value())
        .param("type", type)
        .param("size", size)
        .param("sha256", HexFormat.of().parseHex(sha256))
        .update();
  }

  void delete(MediaId id) {
    jdbc.sql("DELETE FROM trunkline.media WHERE id = :id").param("id", id.value()).update();
  }

  List<MediaFile> find(AccountId account, Collection<MediaId> ids, Instant now) {
    return jdbc.sql(
            """
            SELECT * FROM trunkline.media
            WHERE account_id = :account AND id = ANY (:ids::uuid[]) AND expires_at > :now
              AND size IS NOT NULL
            """)
        .param("account", account.value())
        .param("ids", ids.stream().map(MediaId::value).toArray(UUID[]::new))
        .param("now", Storage.parameter(now))
        .query(MediaStore::file)
        .list();
  }

  Optional<MediaFile> find(String token, Instant now) {
    return jdbc.sql(
            """
            SELECT * FROM trunkline.media
            WHERE token = :token AND expires_at > :now AND size IS NOT NULL
            """)
        .param("token", token)
        .param("now", Storage.parameter(now))
        .query(MediaStore::file)
        .optional();
  }

  Optional<byte[]> piece(MediaId id, int number) {
    return jdbc.sql(
            "SELECT bytes FROM trunkline.media_pieces WHERE media_id = :id AND number = :number")
        .param("id", id.value())
        .param("number", number)
        .query((row, index) -> row.getBytes("bytes"))
        .optional();
  }

  /**
   * Deletes some of what has expired, and of what was begun before and never finished.
   *
   * @return how many; if as many as may be, there may be more
   */
  int deleteSome(Instant now, Instant begunBefore, int most) {
    return jdbc.sql(
            """
            DELETE FROM trunkline.media WHERE id IN (
              (SELECT id FROM trunkline.media WHERE expires_at <= :now LIMIT :most)
              UNION
              (SELECT id FROM trunkline.media WHERE size IS NULL AND created_at < :begun_before
               LIMIT :most)
              LIMIT :most)
            """)
        .param("now", Storage.parameter(now))
        .param("begun_before", Storage.parameter(begunBefore))
        .param("most", most)
        .update();
  }

  static MediaFile file(ResultSet row, int index) throws SQLException {
    return new MediaFile(
        new MediaId(row.getObject("id", UUID.class)),
        new AccountId(row.getObject("account_id", UUID.class)),
        row.getString("token"),
        row.getString("content_type"),
        row.getLong("size"),
        HexFormat.of().formatHex(row.getBytes("sha256")),
        Storage.instant(row, "created_at"),
        Storage.instant(row, "expires_at"));
  }
}
