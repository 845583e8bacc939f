// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What people use today: Prism with Twilio's own specification. */
final class Prism {
  private static final String PACKAGE = "@stoplight/prism-cli@5";

  private final Workshop workshop;
  private final Path document;
  private final Path folder;

  /** Installs it unless an earlier run has. */
  Prism(Workshop workshop, Path document) throws IOException, InterruptedException {
    if (!Files.isRegularFile(document)) {
      throw new MissingException(
          "There is no specification of Twilio's at "
              + document
              + ": get twilio_api_v2010.json from github.com/twilio/twilio-oai (spec/json), and say"
              + " where it is with --document FILE or TWILIO_OPENAPI");
    }
    this.workshop = workshop;
    this.document = document;
    folder = Files.createDirectories(workshop.scratch().resolve("prism"));
    if (!Files.exists(executable())) {
      Workshop.run(
          folder,
          "npm",
          "install",
          "--silent",
          "--no-audit",
          "--no-fund",
          "--prefix",
          ".",
          PACKAGE);
    }
  }

  String version() throws IOException, InterruptedException {
    return "Prism " + Workshop.run(folder, executable().toString(), "--version").strip();
  }

  /** Starts it and waits until it has read the specification. */
  Program start(int port) throws IOException, InterruptedException {
    var command =
        List.of(
            executable().toString(),
            "mock",
            "--port",
            "" + port,
            "--verboseLevel",
            "silent",
            document.toString());
    return Program.start(
        command,
        URI.create("http://127.0.0.1:" + port + "/"),
        workshop.scratch().resolve("prism.log"));
  }

  private Path executable() {
    return folder.resolve("node_modules/.bin/prism");
  }
}
