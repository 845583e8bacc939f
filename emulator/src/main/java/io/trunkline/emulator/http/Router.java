// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the handler of a request. One port serves every product of Twilio, so a route belongs to a
 * product, and the product of a request is known by, in this order: the header {@code
 * X-Original-Host}, the header {@code Host} ({@code <product>[.edge.region].twilio.com}), a first
 * path segment {@code /<product>/}, else the path itself.
 */
public final class Router implements Handler {
  /** The pseudo product of what is the emulator's own. */
  public static final String OWN = "";

  private static final String OWN_PATH = "/_emulator/";
  private static final String DOMAIN = ".twilio.com";

  private final Map<String, Node> products = new LinkedHashMap<>();
  private final List<Served> served = new ArrayList<>();

  /** One operation that is served: its product, method and path with variables in braces. */
  public record Served(String product, String method, String template) {}

  /**
   * Adds a route. A template's segment is literal, {@code {Name}} or {@code {Name}.json}; a literal
   * wins over a name, a longer suffix over a shorter one.
   */
  public Router on(String product, String method, String template, Handler handler) {
    var node = products.computeIfAbsent(product, name -> new Node());
    var names = new ArrayList<String>();
    for (var segment : segments(template)) {
      node = node.child(segment, names);
    }
    if (node.routes.putIfAbsent(method, new Route(List.copyOf(names), handler)) != null) {
      throw new IllegalArgumentException("Two routes for " + method + " " + template);
    }
    served.add(new Served(product, method, template));
    return this;
  }

  /** Everything that was added, in that order. */
  public List<Served> served() {
    return List.copyOf(served);
  }

  @Override
  public Answer handle(Request request) {
    var values = new ArrayList<String>();
    var node = find(request, values);
    if (node == null) {
      throw Refusal.notFound(request.path());
    }
    var route = node.routes.get(methodOf(request));
    if (route == null) {
      throw new Refusal(
          405,
          20004,
          "Method not allowed",
          Map.of("Allow", String.join(", ", node.routes.keySet())));
    }
    return route.handler.handle(request.withVariables(route.names, values));
  }

  /** What is the emulator's own can also be asked for its headers alone, as probes do. */
  private static String methodOf(Request request) {
    var method = request.method();
    return method.equals("HEAD") && OWN.equals(request.product()) ? "GET" : method;
  }

  private @Nullable Node find(Request request, List<String> values) {
    var segments = segments(request.path());
    var product = productByHost(request);
    if (product != null) {
      return find(request, product, segments, values);
    }
    if (segments.size() > 1 && products.containsKey(segments.getFirst())) {
      request.mountedAt("/" + segments.getFirst());
      return find(request, segments.getFirst(), segments.subList(1, segments.size()), values);
    }
    for (var candidate : products.keySet()) {
      var node = find(request, candidate, segments, values);
      if (node != null) {
        return node;
      }
    }
    return null;
  }

  private @Nullable Node find(
      Request request, String product, List<String> segments, List<String> values) {
    values.clear();
    var root = products.get(product);
    var node = root == null ? null : root.find(segments, 0, values);
    if (node != null) {
      request.belongsTo(product);
    }
    return node;
  }

  private static @Nullable String productByHost(Request request) {
    if (request.path().startsWith(OWN_PATH)) {
      return OWN;
    }
    var host = request.header("X-Original-Host");
    if (host == null) {
      host = request.header("Host");
    }
    return host == null ? null : productOf(host);
  }

  /** The product that a host name of Twilio stands for; null for any other host. */
  static @Nullable String productOf(String host) {
    int port = host.indexOf(':');
    var name = port < 0 ? host : host.substring(0, port);
    return name.endsWith(DOMAIN) ? name.substring(0, name.indexOf('.')) : null;
  }

  private static List<String> segments(String path) {
    var segments = new ArrayList<String>(8);
    int start = 1;
    while (start < path.length()) {
      int end = path.indexOf('/', start);
      if (end < 0) {
        end = path.length();
      }
      segments.add(path.substring(start, end));
      start = end + 1;
    }
    return segments;
  }

  private record Route(List<String> names, Handler handler) {}

  private record Wildcard(String suffix, Node node) {
    @Nullable Node find(List<String> segments, int at, List<String> values) {
      var segment = segments.get(at);
      int length = segment.length() - suffix.length();
      if (length <= 0 || !segment.endsWith(suffix)) {
        return null;
      }
      int mark = values.size();
      values.add(Parameters.decodePath(segment.substring(0, length)));
      var found = node.find(segments, at + 1, values);
      if (found == null) {
        values.subList(mark, values.size()).clear();
      }
      return found;
    }
  }

  private static final class Node {
    final Map<String, Node> literals = new HashMap<>();
    final List<Wildcard> wildcards = new ArrayList<>();
    final Map<String, Route> routes = new HashMap<>();

    Node child(String segment, List<String> names) {
      if (!segment.startsWith("{")) {
        return literals.computeIfAbsent(segment, name -> new Node());
      }
      int close = segment.indexOf('}');
      names.add(segment.substring(1, close));
      var suffix = segment.substring(close + 1);
      for (var wildcard : wildcards) {
        if (wildcard.suffix.equals(suffix)) {
          return wildcard.node;
        }
      }
      var added = new Wildcard(suffix, new Node());
      wildcards.add(added);
      wildcards.sort((a, b) -> b.suffix.length() - a.suffix.length());
      return added.node;
    }

    @Nullable Node find(List<String> segments, int at, List<String> values) {
      if (at == segments.size()) {
        return routes.isEmpty() ? null : this;
      }
      var segment = segments.get(at);
      var literal = literals.get(segment);
      var found = literal == null ? null : literal.find(segments, at + 1, values);
      for (int i = 0; found == null && i < wildcards.size(); i++) {
        found = wildcards.get(i).find(segments, at, values);
      }
      return found;
    }
  }
}
