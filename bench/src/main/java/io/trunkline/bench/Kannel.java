// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** The gateway in C that one would pick instead: both of its boxes, one to take, one to send. */
final class Kannel implements AutoCloseable {
  static final String URL = "http://localhost:18104";

  private static final URI STATUS = URI.create("http://localhost:18101/status.txt?password=bench");
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Pattern SENT = Pattern.compile("SMS: received .*, sent (\\d+) ");

  private final Program bearerbox;
  private final Program smsbox;
  private final HttpClient http = HttpClient.newHttpClient();

  private Kannel(Program bearerbox, Program smsbox) {
    this.bearerbox = bearerbox;
    this.smsbox = smsbox;
  }

  static Kannel start(Workshop workshop) throws IOException, InterruptedException {
    var configuration = workshop.scratch().resolve("kannel.conf");
    try (InputStream conf =
        Objects.requireNonNull(Kannel.class.getResourceAsStream("/kannel.conf"))) {
      Files.copy(conf, configuration, StandardCopyOption.REPLACE_EXISTING);
    }
    var bearerbox = start(workshop, "bearerbox", configuration, STATUS);
    try {
      return new Kannel(bearerbox, start(workshop, "smsbox", configuration, URI.create(URL + "/")));
    } catch (IOException | InterruptedException | RuntimeException failure) {
      bearerbox.close();
      throw failure;
    }
  }

  static String version(Workshop workshop) throws IOException, InterruptedException {
    var box = box("bearerbox");
    var said = Workshop.run(workshop.scratch(), box, "--version");
    return said.lines().findFirst().orElse("Kannel").replaceAll("bearerbox version |[`'.]+$|`", "");
  }

  /** How many messages it has handed over. */
  long sent() throws IOException, InterruptedException {
    var said = http.send(HttpRequest.newBuilder(STATUS).build(), BodyHandlers.ofString()).body();
    var sent = SENT.matcher(said);
    if (!sent.find()) {
      throw new IllegalStateException("Kannel's state is " + said);
    }
    return Long.parseLong(sent.group(1));
  }

  void awaitSent(long messages) throws IOException, InterruptedException {
    Waiting.until(PATIENCE, () -> sent() >= messages, "handed over " + messages + " messages");
  }

  @Override
  public void close() {
    http.close();
    smsbox.close();
    bearerbox.close();
  }

  private static Program start(Workshop workshop, String box, Path configuration, URI health)
      throws IOException, InterruptedException {
    // On its standard output it says everything, unless told not to.
    return Program.start(
        List.of(box(box), "-v", "4", configuration.toString()),
        health,
        workshop.scratch().resolve(box + ".log"));
  }

  private static String box(String name) {
    var box = Path.of("/usr/sbin", name);
    if (!Files.isExecutable(box)) {
      throw new MissingException("Kannel is not on this machine: apt-get install kannel");
    }
    return box.toString();
  }
}
