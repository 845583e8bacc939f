// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a policy, or of a part of one. What is not there stays as it was; what is wrong is
 * said to the body, where it stands.
 */
record PolicyFields(JsonNode node, JsonBody body) {

  boolean has(String field) {
    return node.has(field);
  }

  /** The fields of each member of an object; empty if it is absent. */
  Map<String, PolicyFields> objects(String field) {
    var objects = new LinkedHashMap<String, PolicyFields>();
    body.objects(field)
        .forEach(
            (name, part) -> objects.put(name, new PolicyFields(node.path(field).path(name), part)));
    return objects;
  }

  @Nullable String text(String field, @Nullable String otherwise) {
    return node.has(field)
        ? body.text(field).filter(text -> !text.isBlank()).orElse(null)
        : otherwise;
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
      body.refuse(Refusal.at(RequestRefusal.INVALID_VALUE, pointer, "is wrong: " + e.getMessage()));
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
      body.refuse(
          Refusal.at(
              RequestRefusal.INVALID_VALUE, body.pointer(field), "is wrong: " + e.getMessage()));
      return otherwise;
    }
  }

  static <E extends Enum<E>> E constant(String text, Class<E> type) {
    for (var constant : type.getEnumConstants()) {
      if (lower(constant).equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("There is no such value here");
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
