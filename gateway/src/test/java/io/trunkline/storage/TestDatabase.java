// SPDX-License-Identifier: Apache-2.0
package io.trunkline.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * A fresh, migrated database for one test class. One PostgreSQL serves all classes of the JVM and
 * ends with it; each database is a copy of one that was migrated once.
 */
public final class TestDatabase {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final String name;
  private final DataSource dataSource;
  private final Storage storage;

  private TestDatabase(String name) {
    this.name = name;
    this.dataSource = Server.dataSource(name);
    this.storage = new Storage(dataSource, new StorageProperties(true));
  }

  public static TestDatabase create() {
    var name = "test_" + NUMBER.incrementAndGet();
    Server.admin().sql("CREATE DATABASE " + name + " TEMPLATE " + Server.TEMPLATE).update();
    return new TestDatabase(name);
  }

  /** A database with nothing in it. */
  public static DataSource empty() {
    var name = "empty_" + NUMBER.incrementAndGet();
    Server.admin().sql("CREATE DATABASE " + name).update();
    return Server.dataSource(name);
  }

  /** A migrated database, reached in another way. */
  public static Storage storageOn(DataSource dataSource) {
    return new Storage(dataSource, new StorageProperties(false));
  }

  public Storage storage() {
    return storage;
  }

  public JdbcClient jdbc() {
    return storage.jdbc();
  }

  public DataSource dataSource() {
    return dataSource;
  }

  public PlatformTransactionManager transactions() {
    return new JdbcTransactionManager(dataSource);
  }

  /** Ends all connections and lets no new one in: to whoever uses it, the database is away. */
  public void cutOff() {
    Server.admin().sql("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false").update();
    Server.admin()
        .sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name")
        .param("name", name)
        .query(Boolean.class)
        .list();
  }

  /** For {@code spring.datasource.url}; user and password are {@code postgres}. */
  public String url() {
    return Server.POSTGRES.getJdbcUrl("postgres", name);
  }

  /** Started by the first database that is asked for. */
  private static final class Server {

    static final String TEMPLATE = "migrated";
    static final EmbeddedPostgres POSTGRES = start();

    static {
      admin().sql("CREATE DATABASE " + TEMPLATE).update();
      var _ = new Storage(dataSource(TEMPLATE), new StorageProperties(true));
    }

    static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("max_connections", "300").start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    static DataSource dataSource(String database) {
      return POSTGRES.getDatabase("postgres", database);
    }

    static JdbcClient admin() {
      return JdbcClient.create(POSTGRES.getPostgresDatabase());
    }
  }
}
