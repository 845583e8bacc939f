// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One object of a rule-set document. What is wrong with a field is put on record, and the document
 * is refused for it in the end; the value that is answered in its place is never used.
 */
final class Entry {

  private final JsonBody json;

  Entry(JsonBody json) {
    this.json = json;
  }

  JsonBody json() {
    return json;
  }

  List<Entry> entries(String field) {
    json.require(field);
    return json.objectList(field).stream().map(Entry::new).toList();
  }

  String text(String field) {
    return json.requiredText(field).orElse("");
  }

  /** A text that is read as something else; the reader says what is wrong with it. */
  <T> T read(String field, Function<String, T> reader, T otherwise) {
    return json.requiredText(field)
        .map(text -> read(field, text, reader, otherwise))
        .orElse(otherwise);
  }

  private <T> T read(String field, String text, Function<String, T> reader, T otherwise) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      wrong(field, String.valueOf(e.getMessage()));
      return otherwise;
    }
  }

  /** As {@link JsonBody#parsed}, of a field that must be there. */
  <T> T parsed(String field, String what, Function<String, T> reader, T otherwise) {
    json.require(field);
    return json.parsed(field, what, reader).orElse(otherwise);
  }

  <E extends Enum<E>> E constant(String field, Class<E> type) {
    json.require(field);
    return json.oneOf(field, type).orElse(type.getEnumConstants()[0]);
  }

  /** At least one. */
  <E extends Enum<E>> Set<E> constants(String field, Class<E> type) {
    var constants = type.getEnumConstants();
    var names =
        Arrays.stream(constants).map(constant -> constant.name().toLowerCase(Locale.ROOT)).toList();
    return texts(
        field,
        text -> Optional.of(names.indexOf(text)).filter(at -> at >= 0).map(at -> constants[at]),
        "is one of " + String.join(", ", names));
  }

  Set<ZoneId> zones(String field) {
    return texts(field, Entry::zone, "is a time zone that this Java knows");
  }

  Set<String> strings(String field, String pattern, String otherwise) {
    return texts(field, text -> Optional.of(text).filter(it -> it.matches(pattern)), otherwise);
  }

  /** A list of at least one text, each read as something else. */
  <T> Set<T> texts(String field, Function<String, Optional<T>> reader, String otherwise) {
    json.require(field);
    var texts = json.textList(field);
    if (texts.isEmpty()) {
      wrong(field, "names at least one");
    }
    return IntStream.range(0, texts.size())
        .mapToObj(
            at -> {
              var read = reader.apply(texts.get(at));
              if (read.isEmpty()) {
                wrong(field + "/" + at, otherwise);
              }
              return read;
            })
        .flatMap(Optional::stream)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  Optional<LocalDate> date(String field) {
    return json.parsed(field, "a date like 2026-10-18", LocalDate::parse);
  }

  Term term() {
    var from = date("from");
    var until = date("until");
    if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
      wrong("until", "is after \"from\"");
    }
    return Term.of(from.orElse(null), until.orElse(null));
  }

  /**
   * @param field may go on into a list: {@code zones/2}
   */
  void wrong(String field, String detail) {
    var steps = field.split("/");
    var pointer = json.pointer(steps[0]) + (steps.length > 1 ? "/" + steps[1] : "");
    json.refuse(Refusal.at(RequestRefusal.INVALID_VALUE, pointer, detail));
  }

  static Optional<ZoneId> zone(String text) {
    try {
      return Optional.of(ZoneId.of(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
