// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server under measurement, as a process of its own. */
final class Program implements AutoCloseable {
  private static final long PATIENCE = Duration.ofMinutes(5).toNanos();
  private static final long BETWEEN_QUESTIONS = Duration.ofMillis(2).toNanos();

  private final Process process;
  private final double secondsToReady;

  private Program(Process process, double secondsToReady) {
    this.process = process;
    this.secondsToReady = secondsToReady;
  }

  /**
   * Starts it and waits until the address answers with less than 500; its words are added to the
   * file.
   */
  static Program start(List<String> command, URI health, Path log)
      throws IOException, InterruptedException {
    return start(command, Map.of(), health, log);
  }

  /** The same, with so much more in its environment. */
  static Program start(List<String> command, Map<String, String> environment, URI health, Path log)
      throws IOException, InterruptedException {
    if (isUp(health)) {
      throw new IllegalStateException("Something else answers at " + health);
    }
    long begun = System.nanoTime();
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    var process = builder.start();
    // It ends with us, also when we are told to stop.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    while (!isUp(health)) {
      if (!process.isAlive() || System.nanoTime() - begun > PATIENCE) {
        process.destroy();
        process.onExit().join();
        throw new IllegalStateException(
            String.join(" ", command) + " does not start: " + Files.readString(log));
      }
      TimeUnit.NANOSECONDS.sleep(BETWEEN_QUESTIONS);
    }
    return new Program(process, (System.nanoTime() - begun) / 1e9);
  }

  double secondsToReady() {
    return secondsToReady;
  }

  /** What it holds in memory, as Linux counts it. */
  double residentMegabytes() throws IOException {
    for (var line : Files.readAllLines(Path.of("/proc", "" + process.pid(), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
      }
    }
    throw new MissingException("This kernel does not say what a process holds");
  }

  /** Ends it in good order, so that it can write what it writes at its end. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  /** Ends it as a power failure would. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Asked over a bare socket: an HTTP client would take from the program what it starts with. */
  private static boolean isUp(URI health) {
    try (var socket = new Socket(health.getHost(), health.getPort())) {
      socket.setSoTimeout(5_000);
      var request =
          "GET " + health.getPath() + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      var status = reader.readLine();
      return status != null && status.matches("HTTP/1\\.[01] [1-4][0-9][0-9].*");
    } catch (IOException notYet) {
      return false;
    }
  }
}
