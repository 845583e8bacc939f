// SPDX-License-Identifier: Apache-2.0
package io.trunkline.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents name is there, and what is there they name. */
class DocumentsTest {

  private static final String DEFAULT_VALUE =
      "org.springframework.boot.context.properties.bind.DefaultValue";

  private static final String PROPERTIES =
      "org.springframework.boot.context.properties.ConfigurationProperties";

  private static final Pattern ROW = Pattern.compile("(?m)^\\|[^|]*\\|([^|]*)\\|$");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern NOT_A_WORD = Pattern.compile("\\W+");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

  private final House house = House.here();

  @Test
  void listEveryRuleAmongTheInvariants() throws IOException {
    assertThat(HouseTest.rules())
        .extracting(rule -> "| " + rule.claim() + " |")
        .allSatisfy(row -> assertThat(document("docs/invariants.md")).contains(row));
  }

  @Test
  void nameNoEnforcerThatDoesNotExist() throws IOException {
    var words =
        Stream.concat(
                house.files().stream().map(SourceFile::text),
                Stream.of(document("pom.xml"), document("build/FormatSources.java")))
            .flatMap(NOT_A_WORD::splitAsStream)
            .collect(Collectors.toSet());
    var enforcers =
        ROW.matcher(document("docs/invariants.md"))
            .results()
            .flatMap(row -> CODE.matcher(row.group(1)).results())
            .flatMap(code -> NOT_A_WORD.splitAsStream(code.group(1)))
            .collect(Collectors.toSet());

    assertThat(enforcers).hasSizeGreaterThan(50).isSubsetOf(words);
  }

  @Test
  void explainEverySettingWithItsDefault() throws IOException {
    var operations = document("docs/operations.md");
    var settings =
        house.classes().stream()
            .filter(type -> type.isAnnotatedWith(PROPERTIES))
            .flatMap(DocumentsTest::settings)
            .toList();

    assertThat(settings)
        .hasSizeGreaterThan(20)
        .allSatisfy(setting -> assertThat(operations).contains(setting));
  }

  @Test
  void pointToFilesThatExist() throws IOException {
    for (var name : documents()) {
      var file = House.folder().resolve(name);
      assertThat(LINK.matcher(document(name)).results().map(link -> link.group(1)))
          .as(name)
          .allSatisfy(target -> assertThat(file.resolveSibling(target)).exists());
    }
  }

  private static Stream<String> settings(JavaClass type) {
    var prefix =
        type.getAnnotationOfType(PROPERTIES).get("value").map(String::valueOf).orElseThrow();
    return settings(prefix, type.reflect());
  }

  /** The leaves of a record of records and lists of records. */
  private static Stream<String> settings(String prefix, Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .flatMap(component -> settings(prefix + "." + kebab(component.getName()), component));
  }

  private static Stream<String> settings(String name, RecordComponent component) {
    if (component.getType().isRecord()) {
      return settings(name, component.getType());
    }
    if (List.class.equals(component.getType())) {
      var element = component.getGenericType().getTypeName().replaceFirst(".*<(.*)>", "$1");
      if (load(element).isRecord()) {
        return settings(name + "[]", load(element));
      }
    }
    return Stream.of("| `" + name + "` | " + defaultOf(component));
  }

  /** How the reference writes it; empty where there is no default value to compare. */
  private static String defaultOf(RecordComponent component) {
    return Arrays.stream(component.getAnnotations())
        .filter(annotation -> annotation.annotationType().getName().equals(DEFAULT_VALUE))
        .map(annotation -> String.join(", ", (String[]) valueOf(annotation)))
        .filter(value -> !value.isEmpty())
        .map(value -> "`" + value + "` |")
        .findFirst()
        .orElse("");
  }

  private static Object valueOf(Annotation annotation) {
    try {
      return annotation.annotationType().getMethod("value").invoke(annotation);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static List<String> documents() throws IOException {
    try (var below = Files.walk(House.folder().resolve("docs"));
        var beside = Files.list(House.folder())) {
      return Stream.concat(below, beside)
          .filter(path -> path.toString().endsWith(".md"))
          .map(path -> House.folder().relativize(path).toString())
          .toList();
    }
  }

  private static String document(String name) throws IOException {
    return Files.readString(House.folder().resolve(name));
  }
}
