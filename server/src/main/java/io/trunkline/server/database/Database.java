// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.database;

import io.trunkline.account.EncryptionKey;
import io.trunkline.server.failure.PlainFailure;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL that answers and is recent enough. Closing it ends the embedded one, if it was
 * started here, with everything on disk.
 */
public final class Database implements AutoCloseable {

  private final DatabaseAddress address;
  private final @Nullable Path folder;
  private final @Nullable EmbeddedPostgres embedded;
  private final Optional<EncryptionKey> encryptionKey;

  private Database(
      DatabaseAddress address,
      @Nullable Path folder,
      @Nullable EmbeddedPostgres embedded,
      Optional<EncryptionKey> encryptionKey) {
    this.address = address;
    this.folder = folder;
    this.embedded = embedded;
    this.encryptionKey = encryptionKey;
  }

  /**
   * One that runs elsewhere.
   *
   * @throws PlainFailure if it does not answer or is too old
   */
  public static Database elsewhere(String url) {
    var address = DatabaseAddress.parse(url);
    try (var connection = DriverManager.getConnection(address.jdbcUrl(), address.credentials())) {
      var found = Durability.of(connection);
      if (!found.recentEnough()) {
        throw new PlainFailure(
            "The database is PostgreSQL %s; Trunkline needs %d or newer"
                .formatted(found.version(), Durability.OLDEST / 10_000));
      }
      return new Database(address, null, null, Optional.empty());
    } catch (SQLException e) {
      throw new PlainFailure(
          "The database at %s does not let us in: %s".formatted(address.place(), e.getMessage()),
          e);
    }
  }

  /**
   * The one in a data folder, for this process alone.
   *
   * @throws PlainFailure if another process has the folder, or it cannot be started
   */
  public static Database embedded(Path folder) {
    var data = DataFolder.at(folder);
    var lock =
        data.lock()
            .orElseThrow(
                () ->
                    new PlainFailure(
                        "The data folder %s is in use by %s: stop that, or choose another folder"
                                .formatted(data.path(), data.holder())
                            + " with --data"));
    return started(data, lock);
  }

  /**
   * The one in a data folder, whoever has started it: for a short visit beside a running server.
   *
   * @throws PlainFailure if it neither runs nor can be started
   */
  public static Database visited(Path folder) {
    var data = DataFolder.at(folder);
    var lock = data.lock();
    if (lock.isPresent()) {
      return started(data, lock.get());
    }
    return EmbeddedPostgres.running(data)
        .map(
            address -> new Database(address, data.path(), null, KeyFile.read(data.encryptionKey())))
        .orElseThrow(
            () ->
                new PlainFailure(
                    "The data folder %s is in use by %s, whose database takes no connections:"
                            .formatted(data.path(), data.holder())
                        + " wait until it has started"));
  }

  private static Database started(DataFolder data, DataFolder.Lock lock) {
    var postgres = EmbeddedPostgres.start(data, lock, PostgresArchive.version());
    try {
      var key = KeyFile.readOrMade(data.encryptionKey());
      return new Database(postgres.address(), data.path(), postgres, Optional.of(key));
    } catch (RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  public DatabaseAddress address() {
    return address;
  }

  /** The data folder; empty if the database runs elsewhere. */
  public Optional<Path> folder() {
    return Optional.ofNullable(folder);
  }

  /**
   * The key that a data folder brings; empty if the database runs elsewhere, since other nodes
   * could not have it.
   */
  public Optional<EncryptionKey> encryptionKey() {
    return encryptionKey;
  }

  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }
}
