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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The page of a list that a request asks for, and the envelope around it.
 *
 * @param number counted from 0
 * @param token where the page begins, as the page before said; null to count items instead
 */
@Seen(
    what = "A list comes in pages of 50, up to 1000 on request, with the addresses of the others.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "usage/twilios-response")
record Page(long number, int size, @Nullable String token) {
  private static final int USUAL_SIZE = 50;
  private static final int MAX_SIZE = 1000;
  private static final String TOKEN_PREFIX = "PA";
  private static final Pattern IN_ORDER = Pattern.compile("([A-Z]{2})[0-9a-f]{32}-([0-9]{1,18})");
  private static final Set<String> PAGING = Set.of("PageSize", "Page", "PageToken");

  static Page of(Request request) {
    var query = request.query();
    int size = number(query, "PageSize", USUAL_SIZE);
    if (size > MAX_SIZE) {
      throw Refusal.badRequest(20007, "Page size must be at most " + MAX_SIZE);
    }
    var token = query.getOrEmpty("PageToken");
    if (!token.isEmpty() && !token.startsWith(TOKEN_PREFIX)) {
      throw unknownToken();
    }
    return new Page(
        Math.max(0, number(query, "Page", 0)),
        Math.max(1, size),
        token.isEmpty() ? null : token.substring(TOKEN_PREFIX.length()));
  }

  /**
   * Where it begins in a list from the newest to the oldest: before the one of this number.
   *
   * @param kinds how the SIDs in the list may begin
   */
  long before(String... kinds) {
    if (token == null) {
      return Long.MAX_VALUE;
    }
    var issued = IN_ORDER.matcher(token);
    if (!issued.matches() || !List.of(kinds).contains(issued.group(1))) {
      throw unknownToken();
    }
    return Long.parseLong(issued.group(2));
  }

  /** The token of {@link #before}. */
  static String token(String sid, long sequence) {
    return sid + '-' + sequence;
  }

  /**
   * The answer of the API of 2010, whose addresses are relative.
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
    var shown = shown(items, tokenOf);
    var links = new Links<>(request.path(), request.query(), shown, tokenOf);
    return Answer.json(
        200,
        Json.object(
            json -> {
              json.writeNumberProperty("end", number * size + Math.max(0, shown.items.size() - 1));
              json.writeStringProperty("first_page_uri", links.first());
              json.writeStringProperty("next_page_uri", links.next());
              json.writeNumberProperty("page", number);
              json.writeNumberProperty("page_size", size);
              json.writeStringProperty("previous_page_uri", links.previous());
              write(json, key, shown.items, writer);
              json.writeNumberProperty("start", number * size);
              json.writeStringProperty("uri", links.self());
            }));
  }

  /** The answer of the other products, whose addresses are absolute; see {@link #answer}. */
  <T> Answer answerWithMeta(
      Request request,
      String key,
      Iterable<T> items,
      @Nullable Function<T, String> tokenOf,
      BiConsumer<JsonGenerator, T> writer) {
    var shown = shown(items, tokenOf);
    var address = request.origin() + request.path();
    var links = new Links<>(address, request.query(), shown, tokenOf);
    return Answer.json(
        200,
        Json.object(
            json -> {
              json.writeObjectPropertyStart("meta");
              json.writeStringProperty("first_page_url", links.first());
              json.writeStringProperty("key", key);
              json.writeStringProperty("next_page_url", links.next());
              json.writeNumberProperty("page", number);
              json.writeNumberProperty("page_size", size);
              json.writeStringProperty("previous_page_url", links.previous());
              json.writeStringProperty("url", links.self());
              json.writeEndObject();
              write(json, key, shown.items, writer);
            }));
  }

  private static <T> void write(
      JsonGenerator json, String key, List<T> items, BiConsumer<JsonGenerator, T> writer) {
    json.writeArrayPropertyStart(key);
    for (var item : items) {
      json.writeStartObject();
      writer.accept(json, item);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** What is answered to a token that the list has not issued. */
  static Refusal unknownToken() {
    return Refusal.badRequest(20001, "PageToken is not one of this list");
  }

  private <T> Shown<T> shown(Iterable<T> items, @Nullable Function<T, String> tokenOf) {
    if (token != null && tokenOf == null) {
      throw unknownToken();
    }
    var shown = new ArrayList<T>();
    long skip = token == null ? number * size : 0;
    for (var item : items) {
      if (skip > 0) {
        skip--;
      } else if (shown.size() == size) {
        return new Shown<>(shown, true);
      } else {
        shown.add(item);
      }
    }
    return new Shown<>(shown, false);
  }

  /** The items of this page, and whether there are more after them. */
  private record Shown<T>(List<T> items, boolean more) {}

  /** The addresses of this page and its neighbours, which carry the filters on. */
  private final class Links<T> {
    private final String filtered;
    private final Shown<T> shown;
    private final @Nullable Function<T, String> tokenOf;

    Links(String address, Parameters query, Shown<T> shown, @Nullable Function<T, String> tokenOf) {
      var filtered = new StringBuilder(address).append('?');
      for (var name : new LinkedHashSet<>(query.names())) {
        if (!PAGING.contains(name)) {
          filtered.append(encode(name)).append('=').append(encode(query.getOrEmpty(name)));
          filtered.append('&');
        }
      }
      this.filtered = filtered.append("PageSize=").append(size).append("&Page=").toString();
      this.shown = shown;
      this.tokenOf = tokenOf;
    }

    String self() {
      return filtered + number;
    }

    String first() {
      return filtered + 0;
    }

    @Nullable String previous() {
      return number > 0 ? filtered + (number - 1) : null;
    }

    @Nullable String next() {
      if (!shown.more) {
        return null;
      }
      var next = filtered + (number + 1);
      return tokenOf == null
          ? next
          : next + "&PageToken=" + TOKEN_PREFIX + tokenOf.apply(shown.items.getLast());
    }
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
