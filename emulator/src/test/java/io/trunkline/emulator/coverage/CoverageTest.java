// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.emulator.evidence.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page in the documentation tells what the code does; {@code -Dregenerate} rewrites it. */
class CoverageTest {
  private static final Path FRAME = Path.of("src/test/resources/coverage/page.md");
  private static final Path PAGE = Path.of("../docs/emulator-coverage.md");

  @Test
  void tellsWhatIsImitated() throws IOException {
    var page = CoveragePage.in(Files.readString(FRAME));

    if (Boolean.getBoolean("regenerate")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("./mvnw -pl emulator test -Dtest=CoverageTest -Dregenerate")
        .isEqualTo(page);
  }

  @Test
  void saysOfEachImitatedBehaviourWhatWasSeenWhereAndWhen() {
    assertThat(Evidence.all())
        .hasSizeGreaterThan(50)
        .allSatisfy(
            evidence -> {
              assertThat(evidence.sentence()).as(evidence.place()).isNotEmpty();
              assertThat(evidence.seen().at()).as(evidence.place()).isNotEmpty();
              assertThat(evidence.seen().on()).as(evidence.place()).matches("20[0-9]{2}-[01][0-9]");
            });
  }

  @Test
  void hasEvidenceForEachResource() {
    var resources =
        MainClasses.all().stream()
            .filter(type -> type.getPackageName().endsWith(".rest"))
            .filter(type -> type.getSimpleName().endsWith("Resource"))
            .toList();

    assertThat(resources)
        .hasSizeGreaterThan(5)
        .allSatisfy(
            type -> assertThat(type.getAnnotationsByType(Seen.class)).as("%s", type).isNotEmpty());
  }
}
