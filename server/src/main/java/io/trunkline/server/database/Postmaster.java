// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What PostgreSQL writes about itself into {@code postmaster.pid}. The file outlives a killed
 * process, so nothing in it is true until it has been checked.
 *
 * @param ready whether it takes connections
 * @see <a href="https://www.postgresql.org/docs/18/storage-file-layout.html">the file</a>
 */
record Postmaster(long pid, int port, boolean ready) {

  private static final int LINES = 8;
  private static final int PORT_LINE = 3;

  static Path file(Path cluster) {
    return cluster.resolve("postmaster.pid");
  }

  /** Empty if there is no such file. */
  static Optional<Postmaster> of(Path cluster) throws IOException {
    try {
      var lines = Files.readAllLines(file(cluster));
      if (lines.isEmpty()) {
        return Optional.empty();
      }
      // It is written bit by bit while PostgreSQL starts.
      var whole = lines.size() >= LINES;
      return Optional.of(
          new Postmaster(
              Long.parseLong(lines.getFirst()),
              whole ? Integer.parseInt(lines.get(PORT_LINE)) : 0,
              whole && lines.get(LINES - 1).strip().equals("ready")));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  boolean processExists() {
    return ProcessHandle.of(pid).isPresent();
  }

  /** Whether the process of that number is a PostgreSQL of this very folder. */
  boolean runsIn(Path cluster) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().commandLine())
        .filter(command -> command.contains("postgres -D " + cluster + " "))
        .isPresent();
  }
}
