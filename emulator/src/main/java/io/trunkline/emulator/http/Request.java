// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.http;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One HTTP request, body included. Not shared between threads. */
public final class Request {
  private final String method;
  private final String path;
  private final String rawQuery;
  private final byte[] body;
  private final Headers headers;
  private Map<String, String> variables = Map.of();
  private String mount = "";
  private @Nullable String product;
  private @Nullable Parameters query;
  private @Nullable Parameters form;

  /** Looks a header up by its name, whatever its case. */
  @FunctionalInterface
  public interface Headers {
    /** The first value, or null if the header was not sent. */
    @Nullable String get(String name);
  }

  /** The path is as sent, still escaped, without the query. */
  public Request(String method, String path, String rawQuery, Headers headers, byte[] body) {
    this.method = method;
    this.path = path;
    this.rawQuery = rawQuery;
    this.headers = headers;
    this.body = body;
  }

  public String method() {
    return method;
  }

  /** As sent: still escaped, without the query. */
  public String path() {
    return path;
  }

  /** The path as the product knows it: without a first segment that only names the product. */
  public String productPath() {
    return path.substring(mount.length());
  }

  /** The product that knows the path; null if none does, or until a router has looked. */
  public @Nullable String product() {
    return product;
  }

  public @Nullable String header(String name) {
    return headers.get(name);
  }

  /**
   * The absolute address of a path of the product that was asked, as this client reaches it: at
   * Twilio's host if it speaks to that, else here.
   */
  public String url(String productPath) {
    return origin() + mount + productPath;
  }

  /** Scheme, host and port as the client sees them. */
  public String origin() {
    var original = header("X-Original-Host");
    if (original != null) {
      return "https://" + original;
    }
    var host = header("Host");
    if (host == null) {
      return "http://localhost";
    }
    return (Router.productOf(host) == null ? "http://" : "https://") + host;
  }

  /** The parameters of the query. */
  public Parameters query() {
    var parsed = query;
    if (parsed == null) {
      parsed = Parameters.parse(rawQuery);
      query = parsed;
    }
    return parsed;
  }

  /** The body read as a form. */
  public Parameters form() {
    var parsed = form;
    if (parsed == null) {
      parsed = Parameters.parse(new String(body, StandardCharsets.UTF_8));
      form = parsed;
    }
    return parsed;
  }

  /** The body as it came; the caller must not change it. */
  public byte[] body() {
    return body;
  }

  /**
   * The part of the path that stands for the name in the route's template.
   *
   * @throws IllegalArgumentException if the template has no such name
   */
  public String variable(String name) {
    var value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("No {" + name + "} in the route of " + path);
    }
    return value;
  }

  /** Whether the route's template has the name. */
  public boolean hasVariable(String name) {
    return variables.containsKey(name);
  }

  /** The first path segment that names the product, with its slash, if the client used one. */
  Request mountedAt(String prefix) {
    mount = prefix;
    return this;
  }

  void belongsTo(String product) {
    this.product = product;
  }

  Request withVariables(List<String> names, List<String> values) {
    variables =
        switch (names.size()) {
          case 0 -> Map.of();
          case 1 -> Map.of(names.get(0), values.get(0));
          case 2 -> Map.of(names.get(0), values.get(0), names.get(1), values.get(1));
          default -> zip(names, values);
        };
    return this;
  }

  private static Map<String, String> zip(List<String> names, List<String> values) {
    var map = new HashMap<String, String>();
    for (int i = 0; i < names.size(); i++) {
      map.put(names.get(i), values.get(i));
    }
    return map;
  }
}
