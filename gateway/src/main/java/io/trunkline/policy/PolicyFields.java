// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import io.trunkline.storage.Storage;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a policy, or of a part of one. What is not there stays as it was; what is wrong is
 * said to the body, where it stands.
 *
 * @param stored whether a server wrote it, perhaps a later one: words that nobody knows here are
 *     left out, and what it took before there was a limit is taken
 */
record PolicyFields(JsonNode node, JsonBody body, boolean stored) {

  /** Of limits, caps and languages. */
  private static final int MOST = 20;

  /** One that perhaps a later version of the server knows. */
  private static final class UnknownWord extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    UnknownWord(Class<? extends Enum<?>> type) {
      super(
          "It is one of "
              + Arrays.stream(type.getEnumConstants())
                  .map(PolicyFields::lower)
                  .collect(Collectors.joining(", ")));
    }
  }

  boolean has(String field) {
    return node.has(field);
  }

  /** The fields of each member of an object; empty if it is absent. */
  Map<String, PolicyFields> objects(String field) {
    var objects = new LinkedHashMap<String, PolicyFields>();
    body.objects(field)
        .forEach(
            (name, part) ->
                objects.put(name, new PolicyFields(node.path(field).path(name), part, stored)));
    return objects;
  }

  @Nullable String text(String field, @Nullable String otherwise) {
    return node.has(field)
        ? body.text(field).filter(text -> !text.isBlank()).orElse(null)
        : otherwise;
  }

  /** Of at most {@value #MOST}. */
  <T> List<T> few(String field, Collection<T> otherwise, Function<String, T> reader) {
    var values = list(field, otherwise, reader);
    mustBeFew(field, values.size());
    return values;
  }

  void mustBeFew(String field, int count) {
    if (count > MOST && node.has(field) && !stored) {
      body.refuse(
          Refusal.at(RequestRefusal.INVALID_VALUE, body.pointer(field), "has at most " + MOST));
    }
  }

  <T> List<T> list(String field, Collection<T> otherwise, Function<String, T> reader) {
    if (!node.has(field)) {
      return List.copyOf(otherwise);
    }
    var values = new ArrayList<T>();
    var texts = body.textList(field);
    for (int index = 0; index < texts.size(); index++) {
      var text = texts.get(index);
      add(body.pointer(field) + "/" + index, () -> values.add(reader.apply(text)));
    }
    return values;
  }

  <K, V> Map<K, V> map(
      String field, Map<K, V> otherwise, Function<String, K> name, Function<String, V> value) {
    if (!node.has(field)) {
      return otherwise;
    }
    var values = new LinkedHashMap<K, V>();
    body.texts(field)
        .forEach(
            (key, text) -> add(field, key, () -> values.put(name.apply(key), value.apply(text))));
    return values;
  }

  /** Adds a member of an object, unless that fails. */
  void add(String field, String member, Runnable adding) {
    add(body.pointer(field) + Refusal.pointer(member), adding);
  }

  private void add(String pointer, Runnable adding) {
    try {
      adding.run();
    } catch (IllegalArgumentException e) {
      refuse(pointer, e);
    } catch (DateTimeException e) {
      body.refuse(
          Refusal.at(
              RequestRefusal.INVALID_VALUE, pointer, "is an instant like 2026-11-25T09:00:00Z"));
    }
  }

  <T> T made(String field, T otherwise, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      refuse(body.pointer(field), e);
      return otherwise;
    }
  }

  private void refuse(String pointer, IllegalArgumentException e) {
    if (!(stored && e instanceof UnknownWord)) {
      body.refuse(Refusal.at(RequestRefusal.INVALID_VALUE, pointer, "is wrong: " + e.getMessage()));
    }
  }

  <E extends Enum<E>> E one(String field, Class<E> type, E otherwise) {
    return made(
        field,
        otherwise,
        () -> body.text(field).map(text -> constant(text, type)).orElse(otherwise));
  }

  Instant instant(String text) {
    return stored ? Instant.parse(text) : Storage.instant(text);
  }

  static <E extends Enum<E>> E constant(String text, Class<E> type) {
    for (var constant : type.getEnumConstants()) {
      if (lower(constant).equals(text)) {
        return constant;
      }
    }
    throw new UnknownWord(type);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Without what they say. */
  @Override
  public String toString() {
    return "PolicyFields" + node.propertyNames();
  }
}
