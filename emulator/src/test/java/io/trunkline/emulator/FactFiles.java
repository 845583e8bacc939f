// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of {@code twilio-facts/}. */
public final class FactFiles {
  private FactFiles() {}

  public static JsonNode json(String name) {
    return new JsonMapper().readTree(text(name));
  }

  /** The names in an encoded form, in order. */
  public static List<String> names(String form) {
    return Stream.of(text(form).strip().split("&"))
        .map(pair -> pair.substring(0, pair.indexOf('=')))
        .toList();
  }

  public static String text(String name) {
    var stream = FactFiles.class.getResourceAsStream("/twilio-facts/" + name);
    try (var file = Objects.requireNonNull(stream, name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
