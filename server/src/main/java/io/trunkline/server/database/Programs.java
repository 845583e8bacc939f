// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.sun.security.auth.module.UnixSystem;
import io.trunkline.server.failure.PlainFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs PostgreSQL's programs as somebody they agree to be run by. They refuse to be root, so a
 * server that is root runs them as the owner of the database's files, which it gives to {@code
 * nobody} at first.
 */
final class Programs {

  /** The user and the group {@code nobody}, the same number on every Linux. */
  private static final int NOBODY = 65534;

  private static final int TIMEOUT_SECONDS = 120;

  private final Path folder;
  private final List<String> prefix;

  /**
   * @param folder where the programs are
   * @param owned a file or folder whose owner is to run them
   */
  Programs(Path folder, Path owned) {
    this.folder = folder;
    this.prefix = weAreRoot() ? asOwnerOf(owned, folder.resolve("bin/postgres")) : List.of();
  }

  /** Hands a new file or folder to the user that PostgreSQL will run as. */
  static void give(Path path) throws IOException {
    if (weAreRoot()) {
      Files.setAttribute(path, "unix:uid", NOBODY);
      Files.setAttribute(path, "unix:gid", NOBODY);
    }
  }

  Path path(String program) {
    return folder.resolve("bin").resolve(program);
  }

  /**
   * Runs a program to its end.
   *
   * @param input what it reads; may be empty
   * @param log takes its output, and that of any process it leaves behind
   * @throws PlainFailure if it fails, with the end of its output
   */
  void run(String input, Path log, String program, String... arguments) {
    var command = new ArrayList<>(prefix);
    command.add(path(program).toString());
    command.addAll(List.of(arguments));
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(UTF_8));
      }
      if (!process.waitFor(TIMEOUT_SECONDS, SECONDS)) {
        process.destroyForcibly();
        throw failed(program, log, "took longer than " + TIMEOUT_SECONDS + " seconds");
      }
      if (process.exitValue() != 0) {
        throw failed(program, log, "failed");
      }
    } catch (IOException e) {
      throw new PlainFailure(
          prefix.isEmpty()
              ? "PostgreSQL's program " + program + " cannot be run: " + e.getMessage()
              : "PostgreSQL refuses to run as root, and setpriv (of util-linux) cannot be run to"
                  + " run it as another user: start Trunkline as an ordinary user, or set"
                  + " DATABASE_URL",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PlainFailure("Interrupted while PostgreSQL's " + program + " was running", e);
    }
  }

  private static PlainFailure failed(String program, Path log, String how) throws IOException {
    var lines = Files.readAllLines(log);
    return new PlainFailure(
        "PostgreSQL's program %s %s, and the end of %s says: %s"
            .formatted(program, how, log, lines.isEmpty() ? "nothing" : lines.getLast()));
  }

  private static boolean weAreRoot() {
    return new UnixSystem().getUid() == 0;
  }

  private static List<String> asOwnerOf(Path owned, Path program) {
    try {
      var uid = (int) Files.getAttribute(owned, "unix:uid");
      var gid = (int) Files.getAttribute(owned, "unix:gid");
      var prefix =
          new ArrayList<>(List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups"));
      if (!openToAll(owned) || !openToAll(program)) {
        // Below a closed folder such as /root: only that one power lets another user get there.
        prefix.addAll(
            List.of(
                "--securebits=+no_setuid_fixup",
                "--inh-caps=+dac_override",
                "--ambient-caps=+dac_override"));
      }
      prefix.add("--");
      return List.copyOf(prefix);
    } catch (IOException e) {
      throw new PlainFailure("The owner of " + owned + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean openToAll(Path path) throws IOException {
    for (var folder = path.getParent(); folder != null; folder = folder.getParent()) {
      if (!Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return false;
      }
    }
    return true;
  }
}
