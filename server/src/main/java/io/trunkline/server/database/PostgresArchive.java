// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.database;

import static java.util.Objects.requireNonNull;

import io.trunkline.server.failure.PlainFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs as they lie in our jar, and how they get out of it. */
final class PostgresArchive {

  private PostgresArchive() {}

  /**
   * Makes sure that the programs are in the data folder. Takes about two seconds the first time,
   * nothing after that.
   *
   * @return the folder that has {@code bin} and {@code lib}
   */
  static Path unpackedIn(DataFolder folder, String version) {
    var target = folder.path().resolve("postgresql-" + version);
    if (Files.exists(target)) {
      return target;
    }
    var half = folder.path().resolve("postgresql-" + version + ".new");
    try (var archive = open()) {
      delete(half);
      unpack(archive, Files.createDirectory(half));
      // Only a whole set of programs ever bears the final name.
      return Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new PlainFailure(
          "PostgreSQL's programs cannot be unpacked into " + target + ": " + e.getMessage(), e);
    }
  }

  /** Of the programs in our jar, such as {@code 18.6.0}. */
  static String version() {
    try (var resource = PostgresArchive.class.getResourceAsStream("postgres.properties")) {
      var properties = new Properties();
      properties.load(requireNonNull(resource));
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open() {
    var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    var processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    var name =
        "postgres-%s-%s.txz"
            .formatted(
                system.startsWith("mac") ? "darwin" : system,
                processor.equals("aarch64") ? "arm_64" : "x86_64");
    var archive = PostgresArchive.class.getResourceAsStream("/" + name);
    if (archive == null) {
      throw new PlainFailure(
          "This build has no PostgreSQL for %s on %s: set DATABASE_URL to one that runs elsewhere"
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
    }
    return archive;
  }

  private static void unpack(InputStream archive, Path target) throws IOException {
    try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("The archive has a file outside itself: " + entry.getName());
        }
        if (!entry.isDirectory()) {
          Files.createDirectories(path.getParent());
          write(entry, tar, path);
        }
      }
    }
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path path)
      throws IOException {
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, path);
    var executable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }

  /** Deletes a folder with all that is in it, if it exists. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
