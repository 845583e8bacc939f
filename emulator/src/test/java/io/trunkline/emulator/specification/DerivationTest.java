// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.specification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What is kept is what Twilio's documents say. With {@code -Dregenerate} what they say is kept. */
class DerivationTest {
  private static final Path KEPT = Path.of("../twilio-facts/openapi");

  @ParameterizedTest
  @FieldSource("io.trunkline.emulator.specification.Documents#NAMES")
  void keepsWhatTheDocumentSays(String name) throws IOException {
    var derived = Derivation.of(name, Documents.orAbort().read(name));

    var kept = KEPT.resolve(name + ".json");

    if (Boolean.getBoolean("regenerate")) {
      Files.writeString(kept, derived);
    }
    assertThat(Files.readString(kept)).isEqualTo(derived);
  }
}
