// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Parameters;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The page of a list that a request asks for, and the envelope of the API of 2010 around it.
 *
 * @param number counted from 0
 * @param token where the page begins, as the page before said; null to count items instead
 */
@Seen(source = Seen.Source.DOCS, on = "2026-11", at = "usage/twilios-response")
record Page(int number, int size, @Nullable String token) {
  private static final int USUAL_SIZE = 50;
  private static final int MAX_SIZE = 1000;
  private static final String TOKEN_PREFIX = "PA";
  private static final Set<String> PAGING = Set.of("PageSize", "Page", "PageToken");

  static Page of(Request request) {
    var query = request.query();
    int size = number(query, "PageSize", USUAL_SIZE);
    if (size > MAX_SIZE) {
      throw Refusal.badRequest(20007, "Page size must be at most " + MAX_SIZE);
    }
    var token = query.getOrEmpty("PageToken");
    return new Page(
        Math.max(0, number(query, "Page", 0)),
        Math.max(1, size),
        token.startsWith(TOKEN_PREFIX) ? token.substring(TOKEN_PREFIX.length()) : null);
  }

  /**
   * The answer.
   *
   * @param key the name of the array
   * @param items from where the token says, or from the beginning if there is none
   * @param tokenOf the token that continues after an item; null if pages are found by counting
   */
  <T> Answer answer(
      Request request,
      String key,
      Iterable<T> items,
      @Nullable Function<T, String> tokenOf,
      BiConsumer<JsonGenerator, T> writer) {
    var shown = new ArrayList<T>();
    long skip = token == null ? (long) number * size : 0;
    boolean more = false;
    for (var item : items) {
      if (skip > 0) {
        skip--;
      } else if (shown.size() == size) {
        more = true;
        break;
      } else {
        shown.add(item);
      }
    }
    var next = more ? uri(request, number + 1, tokenOf, shown) : null;
    var previous = number > 0 ? uri(request, number - 1, null, shown) : null;
    return Answer.json(
        200,
        Json.object(
            json -> {
              json.writeNumberProperty("end", number * size + Math.max(0, shown.size() - 1));
              json.writeStringProperty("first_page_uri", uri(request, 0, null, shown));
              json.writeStringProperty("next_page_uri", next);
              json.writeNumberProperty("page", number);
              json.writeNumberProperty("page_size", size);
              json.writeStringProperty("previous_page_uri", previous);
              json.writeArrayPropertyStart(key);
              for (var item : shown) {
                json.writeStartObject();
                writer.accept(json, item);
                json.writeEndObject();
              }
              json.writeEndArray();
              json.writeNumberProperty("start", number * size);
              json.writeStringProperty("uri", uri(request, number, null, shown));
            }));
  }

  private <T> String uri(
      Request request, int page, @Nullable Function<T, String> tokenOf, List<T> shown) {
    var uri = new StringBuilder(request.path()).append('?');
    for (var name : new LinkedHashSet<>(request.query().names())) {
      if (!PAGING.contains(name)) {
        uri.append(encode(name))
            .append('=')
            .append(encode(request.query().getOrEmpty(name)))
            .append('&');
      }
    }
    uri.append("PageSize=").append(size).append("&Page=").append(page);
    if (tokenOf != null) {
      uri.append("&PageToken=").append(TOKEN_PREFIX).append(tokenOf.apply(shown.getLast()));
    }
    return uri.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static int number(Parameters query, String name, int otherwise) {
    var text = query.getOrEmpty(name);
    try {
      return text.isEmpty() ? otherwise : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw Refusal.badRequest(20001, name + " must be a number");
    }
  }
}
