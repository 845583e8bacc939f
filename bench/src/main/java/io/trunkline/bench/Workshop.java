// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folders of the clone, and the tools of the machine. */
record Workshop(Path home) {
  /** Where everything goes that a run leaves behind, apart from its page of results. */
  Path scratch() {
    return folder(home.resolve("bench/target/run"));
  }

  Path results() {
    return folder(home.resolve("bench/results"));
  }

  /** The emulator's jar that runs alone. */
  Path emulatorJar() {
    try (var files = Files.newDirectoryStream(home.resolve("emulator/target"), "*-alone.jar")) {
      for (var jar : files) {
        return jar;
      }
    } catch (IOException absent) {
      throw new MissingException("The emulator is not built: ./mvnw -q -DskipTests package");
    }
    throw new MissingException("The emulator is not built: ./mvnw -q -DskipTests package");
  }

  /** The command line of the emulator with the Java that runs this, after options for Java. */
  List<String> emulator(int port, String... javaOptions) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(javaOptions));
    command.addAll(List.of("-jar", emulatorJar().toString(), "--fast", "--port", "" + port));
    return command;
  }

  /** What a command says, its errors included. */
  static String run(Path folder, String... command) throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    } catch (IOException absent) {
      throw new MissingException(command[0] + " is not on this machine");
    }
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + " failed: " + said);
    }
    return said;
  }

  private static Path folder(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}
