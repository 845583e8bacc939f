// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.database;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.trunkline.server.failure.PlainFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The folder that holds everything the embedded database needs and has.
 *
 * <pre>
 * data/
 *   encryption-key      what secrets are sealed with, if no other key is configured
 *   lock                the process that serves this folder
 *   postgres/           the database itself (a PostgreSQL cluster)
 *   postgres-password   of the only user it has
 *   postgres.log        what it complained about
 *   postgresql-18.x/    its programs
 * </pre>
 *
 * @param path absolute and without symbolic links, so that it can be compared as text
 */
record DataFolder(Path path) {

  /** Opens the folder, making it if there is none. */
  static DataFolder at(Path path) {
    try {
      Files.createDirectories(path);
      return new DataFolder(path.toRealPath());
    } catch (IOException e) {
      throw new PlainFailure("The data folder " + path + " cannot be made: " + e.getMessage(), e);
    }
  }

  /** Whether a database has been made here. */
  boolean hasCluster() {
    return Files.exists(cluster().resolve("PG_VERSION"));
  }

  Path cluster() {
    return path.resolve("postgres");
  }

  Path password() {
    return path.resolve("postgres-password");
  }

  Path encryptionKey() {
    return path.resolve("encryption-key");
  }

  Path log() {
    return path.resolve("postgres.log");
  }

  /** Takes the folder for this process, or says that another has it. */
  Optional<Lock> lock() {
    FileChannel channel;
    try {
      channel = FileChannel.open(path.resolve("lock"), CREATE, READ, WRITE);
    } catch (IOException e) {
      throw new PlainFailure("The data folder " + path + " cannot be written to: " + e, e);
    }
    try {
      if (channel.tryLock() != null) {
        channel.truncate(0);
        channel.write(US_ASCII.encode(Long.toString(ProcessHandle.current().pid())), 0);
        return Optional.of(new Lock(channel));
      }
    } catch (OverlappingFileLockException e) {
      // This very process has it: two servers in one JVM, as in tests.
      return closed(channel);
    } catch (IOException e) {
      closed(channel);
      throw new PlainFailure("The data folder " + path + " cannot be locked: " + e, e);
    }
    return closed(channel);
  }

  /** Puts a secret into a file of its own that only we can read. */
  static void writeSecret(Path file, String secret) throws IOException {
    var half = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(half);
    Files.createFile(
        half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(half, secret, US_ASCII);
    force(half);
    Files.move(half, file, ATOMIC_MOVE);
    force(file.resolveSibling("."));
  }

  /** So that a loss of power leaves all of it or nothing. */
  private static void force(Path fileOrFolder) throws IOException {
    try (var channel = FileChannel.open(fileOrFolder, READ)) {
      channel.force(true);
    }
  }

  /** For the sentence that tells who has the folder; the holder may be gone by now. */
  String holder() {
    try (var channel = FileChannel.open(path.resolve("lock"), READ)) {
      var bytes = ByteBuffer.allocate(20);
      channel.read(bytes, 0);
      return "process " + US_ASCII.decode(bytes.flip());
    } catch (IOException e) {
      return "another process";
    }
  }

  private static Optional<Lock> closed(FileChannel channel) {
    try {
      channel.close();
      return Optional.empty();
    } catch (IOException e) {
      throw new PlainFailure("The lock of the data folder cannot be closed: " + e, e);
    }
  }

  /** Held by an open file, so that it ends with the process whatever ends the process. */
  record Lock(FileChannel channel) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
