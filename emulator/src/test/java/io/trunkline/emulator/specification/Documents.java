// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.specification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Twilio's OpenAPI documents, where a copy of them stands beside the checkout. */
final class Documents {
  /** Those of the products that are imitated, as Twilio names them. */
  static final List<String> NAMES =
      List.of(
          "accounts_v1",
          "api_v2010",
          "content_v1",
          "content_v2",
          "iam_v1",
          "lookups_v1",
          "lookups_v2",
          "messaging_v1",
          "oauth_v1",
          "oauth_v2",
          "pricing_v1",
          "pricing_v2");

  private final Path folder;

  private Documents(Path folder) {
    this.folder = folder;
  }

  /**
   * The folder that {@code TWILIO_OAI} names, else the usual one. Where that is not there the test
   * is skipped; where a folder was named it has to be there.
   */
  static Documents orAbort() {
    var named = System.getenv("TWILIO_OAI");
    var folder = Path.of(named == null ? "../../shared/twilio-oai" : named);
    if (!Files.isDirectory(folder)) {
      assertThat(named).as("TWILIO_OAI names a folder that is there").isNull();
      abort("Twilio's OpenAPI documents are not in " + folder + "; TWILIO_OAI may say where");
    }
    return new Documents(folder);
  }

  JsonNode read(String name) {
    try {
      return new JsonMapper()
          .readTree(Files.readString(folder.resolve("twilio_" + name + ".json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
