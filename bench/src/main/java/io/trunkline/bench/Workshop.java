// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The folders of the clone, and the tools of the machine. */
record Workshop(Path home) {
  /** Where everything goes that a run leaves behind, apart from its page of results. */
  Path scratch() {
    return folder(home.resolve("bench/target/run"));
  }

  Path results() {
    return folder(home.resolve("bench/results"));
  }

  /** The clone that the starter has named. */
  static Workshop here() {
    return new Workshop(Path.of(System.getProperty("trunkline.home", ".")).toAbsolutePath());
  }

  /** A folder for data, emptied of what an earlier run has left. */
  Path empty(String name) throws IOException, InterruptedException {
    var folder = scratch().resolve(name);
    run(scratch(), "rm", "-rf", folder.toString());
    return folder;
  }

  /** The command line of the emulator with the Java that runs this, after options for Java. */
  List<String> emulator(int port, String... javaOptions) {
    return java(
        List.of(javaOptions), "emulator", "*-alone.jar", List.of("--fast", "--port", "" + port));
  }

  /** The command line of the server, for its commands, after options for Java. */
  List<String> server(List<String> javaOptions, String... arguments) {
    return java(javaOptions, "server", "*-exec.jar", List.of(arguments));
  }

  /** The server as people start it from a clone, which is the fastest start there is. */
  List<String> launcher(String... arguments) {
    return Stream.concat(Stream.of(home.resolve("trunkline").toString()), Stream.of(arguments))
        .toList();
  }

  private List<String> java(
      List<String> options, String module, String jar, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-jar", built(module, jar).toString()));
    command.addAll(arguments);
    return command;
  }

  private Path built(String module, String jar) {
    try (var files = Files.newDirectoryStream(home.resolve(module).resolve("target"), jar)) {
      for (var file : files) {
        return file;
      }
    } catch (IOException absent) {
      throw new MissingException("It is not built: ./mvnw -q -DskipTests package");
    }
    throw new MissingException("It is not built: ./mvnw -q -DskipTests package");
  }

  /** What a command says, its errors included. */
  static String run(Path folder, String... command) throws IOException, InterruptedException {
    return run(folder, Map.of(), command);
  }

  /** The same, with so much more in its environment. */
  static String run(Path folder, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process;
    try {
      process = builder.start();
    } catch (IOException absent) {
      throw new MissingException(
          command[0] + " is not on this machine; bench/README.md says which package has it");
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
