// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The routes that the rooms have contributed. */
final class CallbackRoutes {

  /** All of our callback paths begin with it. */
  static final String ROOT = "/twilio/";

  /** A route and what stood in the places of its path. */
  record Match(CallbackRoute route, Map<String, String> pathVariables) {}

  /** For whatever comes to no route. */
  static final Match UNEXPECTED = new Match(new UnexpectedRoute(), Map.of());

  private record Entry(PathPattern pattern, CallbackRoute route) {}

  private final List<Entry> entries;

  /**
   * @throws IllegalArgumentException if two routes have one kind, a kind is no name, or a path is
   *     not below the root
   */
  CallbackRoutes(List<CallbackRoute> routes) {
    for (var route : routes) {
      if (!route.path().startsWith(ROOT)) {
        throw new IllegalArgumentException("A callback path begins with " + ROOT);
      }
      if (!route.kind().matches("[a-z][a-z_]{0,62}")) {
        throw new IllegalArgumentException("A kind of callback is a name like message_status");
      }
    }
    if (routes.stream().map(CallbackRoute::kind).distinct().count() < routes.size()) {
      throw new IllegalArgumentException("Two callback routes have the same kind");
    }
    this.entries =
        routes.stream()
            .map(route -> new Entry(PathPatternParser.defaultInstance.parse(route.path()), route))
            .toList();
  }

  Optional<Match> at(String path) {
    return parsed(path).flatMap(this::at);
  }

  /** Empty if what stands behind a percent sign or a semicolon cannot be read. */
  private static Optional<PathContainer> parsed(String path) {
    try {
      return Optional.of(PathContainer.parsePath(path));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<Match> at(PathContainer container) {
    return entries.stream()
        .flatMap(
            entry ->
                Optional.ofNullable(entry.pattern().matchAndExtract(container))
                    .map(info -> new Match(entry.route(), info.getUriVariables()))
                    .stream())
        .findFirst();
  }

  /** The route of a stored callback; empty if this version of us has it no more. */
  Optional<Match> of(String kind, String path) {
    return kind.equals(UnexpectedRoute.KIND)
        ? at(path).or(() -> Optional.of(UNEXPECTED))
        : at(path).filter(match -> match.route().kind().equals(kind));
  }
}
