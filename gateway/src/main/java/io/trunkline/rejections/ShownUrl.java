// SPDX-License-Identifier: Apache-2.0
package io.trunkline.rejections;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/** URLs as an operator may see them: names of parameters, and no value that somebody has sent. */
final class ShownUrl {

  /** As Twilio names parameters; a number of a phone is none. */
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_.\\[\\]-]{1,40}[0-9]{0,2}|bodySHA256");

  /** Ids of ours and of Twilio's. */
  private static final Pattern ID =
      Pattern.compile("[a-z]{2,5}_[0-9a-hjkmnp-tv-z]{26}|[A-Z]{2}[0-9a-f]{32}");

  private static final int MOST_NAMES = 60;
  private static final String OTHER = "(other)";

  private ShownUrl() {}

  static String of(String url, @Nullable String query) {
    return query == null ? url : of(url + "?" + query);
  }

  static String of(String url) {
    var parts = url.split("\\?", 2);
    return parts.length == 1
        ? url
        : parts[0]
            + Arrays.stream(parts[1].split("&", -1))
                .limit(MOST_NAMES)
                .map(pair -> name(pair.split("=", 2)[0]) + (pair.contains("=") ? "=\u2026" : ""))
                .collect(Collectors.joining("&", "?", ""));
  }

  /** Sorted, as they are signed. */
  static List<String> names(Collection<String> names) {
    return names.stream().map(ShownUrl::name).sorted().distinct().limit(MOST_NAMES).toList();
  }

  /**
   * The path of a route with what stands in its places, if it is an id.
   *
   * @param route with places, {@code /twilio/messages/{id}/status}
   */
  static String path(String route, String path) {
    var found =
        PathPatternParser.defaultInstance
            .parse(route)
            .matchAndExtract(PathContainer.parsePath(path));
    var places = found == null ? Map.<String, String>of() : found.getUriVariables();
    var shown = route;
    for (var place : places.entrySet()) {
      if (ID.matcher(place.getValue()).matches()) {
        shown = shown.replace("{" + place.getKey() + "}", place.getValue());
      }
    }
    return shown;
  }

  private static String name(String name) {
    return name.isEmpty() || NAME.matcher(name).matches() ? name : OTHER;
  }
}
