// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.database;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.trunkline.server.failure.PlainFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of our own under a data folder. It listens on this machine only, on a port that
 * changes at each start, and lets nobody in without the password that is in the folder.
 *
 * <p>It runs in a session of its own, so that Ctrl-C at our terminal reaches us first and it stops
 * after us.
 */
final class EmbeddedPostgres implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

  private static final String DATABASE = "trunkline";
  private static final int PORT_ATTEMPTS = 5;

  private static final int REVIVALS = 20;
  private static final long MAXIMUM_LOG_BYTES = 10_000_000;

  /**
   * Given on the command line, where they outrank every file. The first three are what makes a
   * commit survive the loss of power. The log options keep rows and statements, which hold people's
   * numbers and words, out of the log.
   */
  private static final List<String> SETTINGS =
      List.of(
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "max_connections=100",
          "timezone=UTC",
          "log_timezone=UTC",
          "log_min_messages=warning",
          "log_checkpoints=off",
          "log_error_verbosity=terse",
          "log_min_error_statement=panic");

  private final DataFolder folder;
  private final DataFolder.Lock lock;
  private final Programs programs;

  private boolean closing;

  private EmbeddedPostgres(DataFolder folder, DataFolder.Lock lock, Programs programs) {
    this.folder = folder;
    this.lock = lock;
    this.programs = programs;
  }

  /**
   * Starts the database of a folder that the caller has locked, making it if there is none. The
   * lock is ours from here on, also if this fails.
   *
   * @param version of the programs in our jar, such as {@code 18.6.0}
   */
  static EmbeddedPostgres start(DataFolder folder, DataFolder.Lock lock, String version) {
    try {
      var binaries = PostgresArchive.unpackedIn(folder, version);
      trimLog(folder.log());
      if (!folder.hasCluster()) {
        create(folder, binaries);
      }
      refuseOtherMajor(folder, version);
      var postgres = new EmbeddedPostgres(folder, lock, new Programs(binaries, folder.cluster()));
      postgres.stopOrphan();
      postgres.start();
      postgres.watch();
      return postgres;
    } catch (IOException e) {
      release(lock);
      throw new PlainFailure(
          "The database in " + folder.path() + " cannot be started: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      release(lock);
      throw e;
    }
  }

  /** Where the database that runs in this folder is; empty if none takes connections there. */
  static Optional<DatabaseAddress> running(DataFolder folder) {
    try {
      var postmaster = Postmaster.of(folder.cluster()).filter(Postmaster::ready);
      if (postmaster.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new DatabaseAddress(
              "jdbc:postgresql://127.0.0.1:" + postmaster.get().port() + "/" + DATABASE,
              DATABASE,
              Files.readString(folder.password(), US_ASCII)));
    } catch (IOException e) {
      throw new PlainFailure("The data folder cannot be read: " + e.getMessage(), e);
    }
  }

  DatabaseAddress address() {
    return running(folder).orElseThrow(() -> new IllegalStateException("PostgreSQL is gone"));
  }

  /** Ends the database with everything on disk and in order, then lets go of the folder. */
  @Override
  public synchronized void close() {
    closing = true;
    try {
      stop();
    } finally {
      release(lock);
    }
  }

  /** Starts the database again, where it was, when it dies without having been told to. */
  private void watch() throws IOException {
    var postmaster =
        Postmaster.of(folder.cluster())
            .orElseThrow(() -> new IllegalStateException("PostgreSQL is gone"));
    ProcessHandle.of(postmaster.pid())
        .ifPresentOrElse(
            process -> process.onExit().thenRun(() -> revive(postmaster.port())),
            () -> revive(postmaster.port()));
  }

  private synchronized void revive(int port) {
    if (closing) {
      return;
    }
    log.error("The database has died; starting it again");
    try {
      startAgain(port);
      watch();
      log.warn("The database is back; what was accepted before is there");
    } catch (IOException | RuntimeException e) {
      log.error("The database has died and does not start again: restart the server", e);
    }
  }

  /** What the dead one has left running goes away by itself, but not at once. */
  private void startAgain(int port) {
    for (int attempt = 1; ; attempt++) {
      try {
        control("start", "-o", options(port));
        return;
      } catch (PlainFailure e) {
        if (attempt == REVIVALS) {
          throw e;
        }
        LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      }
    }
  }

  private static void create(DataFolder folder, Path binaries) throws IOException {
    log.info("Making a database in {}", folder.cluster());
    var half = folder.path().resolve("postgres.new");
    PostgresArchive.delete(half);
    Files.createDirectory(half);
    Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwx------"));
    Programs.give(half);
    writePassword(folder.password());
    var programs = new Programs(binaries, half);
    programs.run(
        "",
        folder.log(),
        "initdb",
        "--pgdata=" + half,
        "--username=" + DATABASE,
        "--pwfile=" + folder.password(),
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        // Sorts alike on every machine, whatever C library it has.
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8");
    programs.run(
        "CREATE DATABASE " + DATABASE + "\n",
        folder.log(),
        "postgres",
        "--single",
        "-D",
        half.toString(),
        "postgres");
    // Only a whole database ever bears the final name.
    Files.move(half, folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void writePassword(Path file) throws IOException {
    var bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    DataFolder.writeSecret(file, HexFormat.of().formatHex(bytes));
    Programs.give(file);
  }

  private static void refuseOtherMajor(DataFolder folder, String version) throws IOException {
    var has = Files.readString(folder.cluster().resolve("PG_VERSION"), US_ASCII).strip();
    var brings = version.substring(0, version.indexOf('.'));
    if (!has.equals(brings)) {
      throw new PlainFailure(
          ("The database in %s was made by PostgreSQL %s and this Trunkline brings %s: move it with"
                  + " pg_dump, or set DATABASE_URL")
              .formatted(folder.path(), has, brings));
    }
  }

  /** We hold the lock, so whatever still runs here has lost its server. */
  private void stopOrphan() throws IOException {
    var postmaster = Postmaster.of(folder.cluster());
    if (postmaster.isEmpty()) {
      return;
    }
    if (postmaster.get().runsIn(folder.cluster())) {
      log.warn("Stopping the database that a killed server left running");
      stop();
    } else if (postmaster.get().processExists()) {
      // The number has gone to another process since; PostgreSQL itself would take it for its own.
      Files.delete(Postmaster.file(folder.cluster()));
    }
  }

  private void start() throws IOException {
    PlainFailure last = null;
    for (int attempt = 0; attempt < PORT_ATTEMPTS; attempt++) {
      try {
        control("start", "-o", options(freePort()));
        return;
      } catch (PlainFailure e) {
        // Somebody may have taken the port in between; anything else fails again in the same way.
        last = e;
      }
    }
    throw last == null ? new IllegalStateException() : last;
  }

  private void stop() {
    control("stop", "--mode=fast");
  }

  private void control(String action, String... options) {
    var arguments = new String[options.length + 5];
    arguments[0] = action;
    arguments[1] = "--wait";
    arguments[2] = "--silent";
    arguments[3] = "--timeout=60";
    arguments[4] = "--pgdata=" + folder.cluster();
    System.arraycopy(options, 0, arguments, 5, options.length);
    programs.run("", folder.log(), "pg_ctl", arguments);
  }

  private static String options(int port) {
    return "-c port=" + port + " -c " + String.join(" -c ", SETTINGS);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void trimLog(Path file) throws IOException {
    if (Files.exists(file) && Files.size(file) > MAXIMUM_LOG_BYTES) {
      Files.move(
          file, file.resolveSibling("postgres.log.old"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void release(DataFolder.Lock lock) {
    try {
      lock.close();
    } catch (IOException e) {
      log.warn("The lock of the data folder stays until this process ends: {}", e.toString());
    }
  }
}
