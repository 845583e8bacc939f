// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import java.util.Locale;

/**
 * What a route needs of a restricted key.
 *
 * @param resource as in permissions: {@code incoming-phone-numbers}
 * @param single whether the route is about one of them, not about their list
 */
record Permission(String resource, boolean single) {
  /** Reads the last literal segment of a route's template, and whether a name follows it. */
  static Permission of(String template) {
    int end = template.endsWith(".json") ? template.length() - 5 : template.length();
    var segments = template.substring(1, end).split("/");
    int last = segments.length - 1;
    boolean single = segments[last].startsWith("{") && last > 0;
    var words = segments[single ? last - 1 : last].replaceAll("(?<=[a-z])(?=[A-Z])", "-");
    return new Permission(words.toLowerCase(Locale.ROOT), single);
  }

  String action(String method) {
    return switch (method) {
      case "POST" -> single ? "update" : "create";
      case "PUT" -> "update";
      case "DELETE" -> "delete";
      default -> "read";
    };
  }
}
