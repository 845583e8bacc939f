// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The database of a data folder, run by us and not by the server, so that it can be stopped while
 * the server goes on.
 */
final class StoppablePostgres implements AutoCloseable {
  private static final int PORT = 18093;

  private final Path folder;
  private final Path data;
  private final Path programs;

  private StoppablePostgres(Path folder, Path programs) {
    this.folder = folder;
    this.data = folder.resolve("postgres");
    this.programs = programs;
  }

  /** Of a folder that a server has made and has left. */
  static StoppablePostgres start(Path folder) throws IOException, InterruptedException {
    try (var unpacked = Files.newDirectoryStream(folder, "postgresql-*")) {
      var postgres = new StoppablePostgres(folder, unpacked.iterator().next().resolve("bin"));
      postgres.start();
      return postgres;
    }
  }

  /** As {@code DATABASE_URL} names it. */
  String url() throws IOException {
    var password = Files.readString(folder.resolve("postgres-password")).strip();
    return "postgres://trunkline:%s@127.0.0.1:%d/trunkline".formatted(password, PORT);
  }

  void start() throws IOException, InterruptedException {
    control(
        "start",
        "-o",
        "-p " + PORT + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=",
        "-l",
        data.resolve("outage.log").toString());
  }

  /** As a crash does: nobody is waited for. */
  void stop() throws IOException, InterruptedException {
    control("stop", "-m", "immediate");
  }

  private void control(String what, String... more) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    if (System.getProperty("user.name").equals("root")) {
      // It refuses to be root's, so it is run as its files' owner.
      command.addAll(
          List.of(
              "setpriv",
              "--reuid=" + Files.getAttribute(data, "unix:uid"),
              "--regid=" + Files.getAttribute(data, "unix:gid"),
              "--clear-groups"));
    }
    command.add(programs.resolve("pg_ctl").toString());
    command.addAll(List.of("-D", data.toString(), "-w", what));
    command.addAll(List.of(more));
    Workshop.run(folder, command.toArray(String[]::new));
  }

  @Override
  public void close() throws IOException {
    try {
      control("stop", "-m", "fast");
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
    }
  }
}
