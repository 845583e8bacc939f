// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is told on one stage, from its first test to its last. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Story {

  private final String[] properties;
  private Path folder;

  Stage stage;

  /** Properties of the server, as {@code --name=value}. */
  Story(String... properties) {
    this.properties = properties;
  }

  @BeforeAll
  final void begin(@TempDir Path empty) {
    folder = empty;
    stage = new Stage(folder, properties);
  }

  /** Another server, and another Twilio, with the same database. */
  final void beginAgain() {
    end();
    stage = new Stage(folder, properties);
  }

  @AfterAll
  final void end() {
    stage.close();
  }
}
