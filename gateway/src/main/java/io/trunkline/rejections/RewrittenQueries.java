// SPDX-License-Identifier: Apache-2.0
package io.trunkline.rejections;

import static io.trunkline.rejections.Difference.PATH;
import static io.trunkline.rejections.Difference.PATH_ENCODING;
import static io.trunkline.rejections.Difference.QUERY_ADDED;
import static io.trunkline.rejections.Difference.QUERY_DROPPED;
import static io.trunkline.rejections.Difference.QUERY_ENCODING;
import static io.trunkline.rejections.Difference.TRAILING_SLASH;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.trunkline.signatures.SignedRequest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which paths and queries may have become those that have arrived. */
final class RewrittenQueries {

  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");

  /** Where proxies write the address that they were asked for. */
  private static final List<String> ORIGINALS =
      List.of(
          "x-original-uri",
          "x-original-url",
          "x-forwarded-uri",
          "x-rewrite-url",
          "x-envoy-original-path");

  private static final int MOST_PARAMETERS = 20;

  private final SignedRequest request;
  private final String prefix;

  /**
   * @param prefix of the public URL, which a proxy takes away
   */
  RewrittenQueries(SignedRequest request, String prefix) {
    this.request = request;
    this.prefix = prefix;
  }

  /** Paths, each with that in which it differs; the one that has arrived is not among them. */
  Map<String, Difference> paths() {
    var path = request.path();
    var paths = new LinkedHashMap<String, Difference>();
    paths.put(
        path.endsWith("/") ? path.substring(0, path.length() - 1) : path + "/", TRAILING_SLASH);
    Stream.of(
            upperEscapes(path),
            lowerEscapes(path),
            decoded(path.replace("+", "%2B")),
            segmentsEncoded(path))
        .forEach(variant -> paths.putIfAbsent(variant, PATH_ENCODING));
    paths.remove(path);
    return paths;
  }

  /** Queries with their question mark, or nothing at all. */
  Map<String, Difference> queries() {
    var queries = new LinkedHashMap<String, Difference>();
    var query = request.query();
    if (query == null) {
      queries.put("?", QUERY_DROPPED);
    } else {
      queries.put("", QUERY_ADDED);
      shortened(query).forEach(rest -> queries.putIfAbsent("?" + rest, QUERY_ADDED));
      Stream.of(
              query.replace("+", "%20"),
              query.replace("%20", "+"),
              query.replaceAll("%2[bB]", "+"),
              query.replace("+", "%2B"),
              query.replaceAll("(?<=[^=&])=(?=&|$)", ""),
              upperEscapes(query),
              lowerEscapes(query),
              decoded(query.replace("+", "%2B")),
              decoded(query),
              valuesEncoded(query),
              valuesEncoded(query).replace("+", "%20"))
          .forEach(variant -> queries.putIfAbsent("?" + variant, QUERY_ENCODING));
      queries.remove("?" + query);
    }
    if (request.bodySha256() != null) {
      queries.putIfAbsent("?bodySHA256=" + request.bodySha256(), QUERY_DROPPED);
    }
    return queries;
  }

  /** Path and query together, as a proxy says it was asked for them. */
  Map<String, Difference> originals() {
    var originals = new LinkedHashMap<String, Difference>();
    ORIGINALS.stream()
        .map(request.seen()::header)
        .filter(Objects::nonNull)
        .map(header -> header.replaceFirst("^[a-z]+://[^/?]*", ""))
        .map(header -> header.startsWith(prefix + "/") ? header.substring(prefix.length()) : header)
        .filter(header -> header.startsWith("/"))
        .forEach(
            header ->
                originals.put(
                    header,
                    header.split("\\?", 2)[0].equals(request.path()) ? QUERY_DROPPED : PATH));
    return originals;
  }

  /** Without one of its parameters. */
  private static Stream<String> shortened(String query) {
    var all = Arrays.asList(query.split("&", -1));
    return all.size() > MOST_PARAMETERS
        ? Stream.empty()
        : Stream.iterate(0, i -> i < all.size(), i -> i + 1)
            .map(
                left -> {
                  var rest = new ArrayList<>(all);
                  rest.remove((int) left);
                  return String.join("&", rest);
                });
  }

  private static String upperEscapes(String text) {
    return ESCAPE.matcher(text).replaceAll(found -> found.group().toUpperCase(Locale.ROOT));
  }

  private static String lowerEscapes(String text) {
    return ESCAPE.matcher(text).replaceAll(found -> found.group().toLowerCase(Locale.ROOT));
  }

  private static String segmentsEncoded(String path) {
    return Arrays.stream(path.split("/", -1))
        .map(segment -> URLEncoder.encode(decoded(segment), UTF_8))
        .collect(Collectors.joining("/"));
  }

  private static String valuesEncoded(String query) {
    return Arrays.stream(query.split("&", -1))
        .map(
            pair ->
                Arrays.stream(pair.split("=", 2))
                    .map(part -> URLEncoder.encode(decoded(part), UTF_8))
                    .collect(Collectors.joining("=")))
        .collect(Collectors.joining("&"));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
