// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.coverage;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.trunkline.emulator.evidence.Seen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The page that tells what is imitated, in Markdown. */
final class CoveragePage {
  private final Map<String, List<Resource>> apis =
      Resource.all().stream()
          .collect(groupingBy(Resource::api, LinkedHashMap::new, Collectors.toList()));

  /** The page: a frame written by hand, with what is known in place of its marks. */
  static String in(String frame) {
    var page = new CoveragePage();
    return frame
        .replace("{{summary}}", page.summary().strip())
        .replace("{{operations}}", page.operations().strip())
        .replace("{{evidence}}", evidence().strip());
  }

  private String summary() {
    var table = new StringBuilder("| API | imitated | in part | not at all |\n|---|---|---|---|\n");
    apis.forEach(
        (api, resources) -> {
          var families = families(resources);
          table.append(
              "| `%s` | %s | %s | %s |\n"
                  .formatted(
                      api,
                      names(families, CoveragePage::isWhole),
                      partly(families),
                      names(families, CoveragePage::isNone)));
        });
    return table.toString();
  }

  private String operations() {
    var texts = MainClasses.texts();
    var tables = new StringBuilder();
    apis.forEach(
        (api, resources) -> {
          var shown =
              families(resources).values().stream()
                  .filter(family -> !isNone(family))
                  .flatMap(List::stream)
                  .toList();
          if (!shown.isEmpty()) {
            tables.append("### `%s`\n\n".formatted(api));
            tables.append("| resource | imitated | not imitated | parameters ignored |\n");
            tables.append("|---|---|---|---|\n");
            for (var resource : shown) {
              tables.append(
                  "| %s | %s | %s | %s |\n"
                      .formatted(
                          resource.name(),
                          String.join(", ", resource.served()),
                          String.join(", ", resource.missing()),
                          code(resource.ignored(texts))));
            }
            tables.append('\n');
          }
        });
    return tables.toString();
  }

  private static String evidence() {
    var tables = new StringBuilder();
    var parts =
        Evidence.all().stream()
            .collect(groupingBy(Evidence::part, LinkedHashMap::new, Collectors.toList()));
    parts.forEach(
        (part, all) -> {
          tables.append("### %s\n\n".formatted(part));
          tables.append("| what Twilio does | seen at | imitated in |\n|---|---|---|\n");
          for (var evidence : all) {
            tables.append(
                "| %s | %s | `%s` |\n"
                    .formatted(evidence.sentence(), source(evidence.seen()), evidence.place()));
          }
          tables.append('\n');
        });
    return tables.toString();
  }

  private static String source(Seen seen) {
    return "%s%s, %s"
        .formatted(
            seen.source().name().toLowerCase(),
            seen.at().isEmpty() ? "" : ": " + seen.at(),
            seen.on());
  }

  private static Map<String, List<Resource>> families(List<Resource> resources) {
    return resources.stream()
        .collect(groupingBy(Resource::family, LinkedHashMap::new, Collectors.toList()));
  }

  private static boolean isWhole(List<Resource> family) {
    return family.stream().allMatch(resource -> resource.missing().isEmpty());
  }

  private static boolean isNone(List<Resource> family) {
    return family.stream().allMatch(resource -> resource.served().isEmpty());
  }

  private static String names(
      Map<String, List<Resource>> families, Predicate<List<Resource>> filter) {
    return families.entrySet().stream()
        .filter(family -> filter.test(family.getValue()))
        .map(Map.Entry::getKey)
        .collect(joining(", "));
  }

  private static String partly(Map<String, List<Resource>> families) {
    return families.entrySet().stream()
        .filter(family -> !isWhole(family.getValue()) && !isNone(family.getValue()))
        .map(
            family ->
                "%s (%d of %d operations)"
                    .formatted(
                        family.getKey(),
                        family.getValue().stream().mapToInt(of -> of.served().size()).sum(),
                        family.getValue().stream().mapToInt(of -> of.operations().size()).sum()))
        .collect(joining(", "));
  }

  private static String code(List<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(joining(", "));
  }
}
