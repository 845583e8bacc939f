// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.coverage;

import static java.util.stream.Collectors.groupingBy;

import io.trunkline.emulator.specification.ServedRoutes;
import io.trunkline.emulator.specification.Specification;
import io.trunkline.emulator.specification.Specification.Operation;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The operations on one resource of Twilio's.
 *
 * @param api the host and the version
 * @param name its path, without variables and what all paths begin with
 */
record Resource(String api, String name, List<Operation> operations) {
  private static final Set<String> OF_PAGES = Set.of("Page", "PageSize", "PageToken");

  /** All that Twilio's documents describe, by API and name. */
  static List<Resource> all() {
    var byName =
        Specification.load().operations().stream()
            .collect(groupingBy(Resource::key, TreeMap::new, Collectors.toList()));
    return byName.entrySet().stream().map(entry -> entry.getKey().with(entry.getValue())).toList();
  }

  /** The first word of the name: what belongs together. */
  String family() {
    return name.split("/")[0];
  }

  List<String> served() {
    return verbs(true);
  }

  List<String> missing() {
    return verbs(false);
  }

  /** Parameters of what is served that are named nowhere in the code. */
  List<String> ignored(Set<String> texts) {
    return operations.stream()
        .filter(Resource::isServed)
        .flatMap(operation -> operation.parameters().stream())
        .filter(name -> !OF_PAGES.contains(name))
        .filter(name -> !texts.contains(name.replaceFirst("[<>]$", "")))
        .distinct()
        .sorted()
        .toList();
  }

  private List<String> verbs(boolean served) {
    return operations.stream()
        .filter(operation -> isServed(operation) == served)
        .map(operation -> operation.name().replaceFirst("^([A-Z][a-z]+).*", "$1").toLowerCase())
        .distinct()
        .sorted(
            Comparator.comparing(List.of("create", "list", "fetch", "update", "delete")::indexOf))
        .toList();
  }

  static boolean isServed(Operation operation) {
    return ServedRoutes.serve(operation.product(), operation.method(), operation.path());
  }

  private record Key(String api, String name) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::api).thenComparing(Key::name);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }

    Resource with(List<Operation> operations) {
      return new Resource(api, name, operations);
    }
  }

  private static Key key(Operation operation) {
    var path = operation.path().substring(1);
    int slash = path.indexOf('/');
    var name =
        path.substring(slash + 1)
            .replaceFirst("^Accounts/\\{AccountSid}/", "")
            .replaceAll("/?\\{[^}]+}", "")
            .replace(".json", "");
    return new Key(operation.product() + ".twilio.com/" + path.substring(0, slash), name);
  }
}
