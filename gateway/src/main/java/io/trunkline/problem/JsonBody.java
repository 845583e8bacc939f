// SPDX-License-Identifier: Apache-2.0
package io.trunkline.problem;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Reads the JSON object of one request field by field and gathers everything that is wrong, so that
 * a caller learns of all errors at once. Ask for each field, then call {@link #check()}.
 */
public final class JsonBody {

  /** What to say of a text that is not {@link #isStorable}. */
  public static final String NOT_STORABLE = "has a NUL character or half a surrogate pair in it";

  private static final Predicate<JsonNode> WHOLE =
      node -> node.isIntegralNumber() && node.canConvertToInt();

  private final JsonNode object;
  private final String pointer;
  private final List<Refusal> errors;
  private final Set<String> asked = new LinkedHashSet<>();
  private final List<JsonBody> parts = new ArrayList<>();

  /**
   * @throws RefusalException if the body is not a JSON object
   */
  public JsonBody(JsonNode body) {
    if (!body.isObject()) {
      throw Refusal.at(RequestRefusal.INVALID_VALUE, "", "The body is a JSON object").asException();
    }
    this.object = body;
    this.pointer = "";
    this.errors = new ArrayList<>();
  }

  private JsonBody(JsonNode object, String pointer, List<Refusal> errors) {
    this.object = object;
    this.pointer = pointer;
    this.errors = errors;
  }

  /** The JSON pointer of a field, for refusals of the asking room. */
  public String pointer(String field) {
    return pointer + Refusal.pointer(field);
  }

  /** A text field; empty if it is absent, null or of another type (which is an error). */
  public Optional<String> text(String field) {
    return value(field).flatMap(node -> text(pointer(field), node));
  }

  /** A text field that must be there. */
  public Optional<String> requiredText(String field) {
    var text = text(field);
    if (text.isEmpty() && value(field).isEmpty()) {
      wrong(field, RequestRefusal.REQUIRED, "is required");
    }
    return text;
  }

  /**
   * A text field that is read as something else.
   *
   * @param what what it should be, after "is": {@code "an instant like 2026-11-25T09:00:00Z"}
   * @param reader throws an {@link IllegalArgumentException} or a {@link DateTimeException} if the
   *     text is none
   */
  public <T> Optional<T> parsed(String field, String what, Function<String, T> reader) {
    return text(field)
        .flatMap(
            text -> {
              try {
                return Optional.of(reader.apply(text));
              } catch (IllegalArgumentException | DateTimeException e) {
                wrong(field, RequestRefusal.INVALID_VALUE, "is " + what);
                return Optional.empty();
              }
            });
  }

  /** One of the constants of an enum, in lower case. */
  public <E extends Enum<E>> Optional<E> oneOf(String field, Class<E> type) {
    return text(field)
        .flatMap(
            text -> {
              for (E constant : type.getEnumConstants()) {
                if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                  return Optional.of(constant);
                }
              }
              wrong(field, RequestRefusal.INVALID_VALUE, "is one of " + names(type));
              return Optional.empty();
            });
  }

  /** True or false; empty if it is absent, null or something else (which is an error). */
  public Optional<Boolean> flag(String field) {
    return value(field, JsonNode::isBoolean, "is true or false").map(JsonNode::booleanValue);
  }

  /** A whole number; empty if it is absent, null or something else (which is an error). */
  public Optional<Integer> integer(String field) {
    return value(field, WHOLE, "is a whole number").map(JsonNode::intValue);
  }

  /** A number, whole or not; empty if it is absent, null or of another type (which is an error). */
  public Optional<Double> number(String field) {
    return value(field, JsonNode::isNumber, "is a number").map(JsonNode::doubleValue);
  }

  /** True or false; empty if it is absent, null or of another type (which is an error). */
  public Optional<Boolean> bool(String field) {
    return value(field, JsonNode::isBoolean, "is true or false").map(JsonNode::booleanValue);
  }

  /** An object whose values are texts; empty if absent. */
  public Map<String, String> texts(String field) {
    var texts = new LinkedHashMap<String, String>();
    members(field, "is an object of texts")
        .forEach((name, node) -> text(at(field, name), node).ifPresent(put(texts, name)));
    return texts;
  }

  /** An object whose values are texts or numbers, which are written as texts; empty if absent. */
  public Map<String, String> scalars(String field) {
    var scalars = new LinkedHashMap<String, String>();
    members(field, "is an object of texts and numbers")
        .forEach(
            (name, node) -> {
              if (node.isNumber()) {
                scalars.put(name, node.asString());
              } else {
                text(at(field, name), node).ifPresent(put(scalars, name));
              }
            });
    return scalars;
  }

  /**
   * An object whose values are objects, each to be read like this one; {@link #check} of this one
   * checks them too. Empty if absent.
   */
  public Map<String, JsonBody> objects(String field) {
    var objects = new LinkedHashMap<String, JsonBody>();
    members(field, "is an object of objects")
        .forEach(
            (name, node) -> part(at(field, name), node).ifPresent(part -> objects.put(name, part)));
    return objects;
  }

  private static Consumer<String> put(Map<String, String> texts, String name) {
    return text -> texts.put(name, text);
  }

  private Map<String, JsonNode> members(String field, String otherwise) {
    var members = new LinkedHashMap<String, JsonNode>();
    value(field, JsonNode::isObject, otherwise)
        .ifPresent(
            node ->
                node.properties().forEach(entry -> members.put(entry.getKey(), entry.getValue())));
    return members;
  }

  /**
   * A list of objects, each to be read like this one; {@link #check} of this one checks them too.
   * Empty if absent.
   */
  public List<JsonBody> objectList(String field) {
    var objects = new ArrayList<JsonBody>();
    value(field, JsonNode::isArray, "is a list of objects")
        .ifPresent(
            list -> {
              for (var index = 0; index < list.size(); index++) {
                part(pointer(field) + "/" + index, list.get(index)).ifPresent(objects::add);
              }
            });
    return objects;
  }

  private Optional<JsonBody> part(String at, JsonNode node) {
    if (!node.isObject()) {
      errors.add(Refusal.at(RequestRefusal.INVALID_VALUE, at, "is an object"));
      return Optional.empty();
    }
    var part = new JsonBody(node, at, errors);
    parts.add(part);
    return Optional.of(part);
  }

  /** Says of each field that is absent or null that it must be there. */
  public void require(String... fields) {
    for (var field : fields) {
      if (value(field).isEmpty()) {
        wrong(field, RequestRefusal.REQUIRED, "is required");
      }
    }
  }

  /** A list of texts; empty if absent. */
  public List<String> textList(String field) {
    return value(field).map(node -> textList(pointer(field), node)).orElseGet(List::of);
  }

  /** An object whose values are lists of texts; empty if absent. */
  public Map<String, List<String>> textLists(String field) {
    var lists = new LinkedHashMap<String, List<String>>();
    members(field, "is an object of lists of texts")
        .forEach((name, node) -> lists.put(name, textList(at(field, name), node)));
    return lists;
  }

  private List<String> textList(String pointer, JsonNode node) {
    if (!node.isArray()) {
      errors.add(Refusal.at(RequestRefusal.INVALID_VALUE, pointer, "is a list of texts"));
      return List.of();
    }
    var texts = new ArrayList<String>();
    for (var index = 0; index < node.size(); index++) {
      text(pointer + "/" + index, node.get(index)).ifPresent(texts::add);
    }
    return texts;
  }

  /**
   * Adds what only the asking room can know to be wrong, unless something is wrong with the same
   * place already.
   */
  public void refuse(Refusal refusal) {
    var known = errors.stream().flatMap(error -> error.errors().stream()).toList();
    boolean isNew =
        refusal.errors().stream()
            .noneMatch(
                added -> known.stream().anyMatch(old -> old.pointer().equals(added.pointer())));
    if (isNew) {
      errors.add(refusal);
    }
  }

  /**
   * Ends the reading.
   *
   * @throws RefusalException with every error found, fields that nobody asked for among them
   */
  public void check() {
    check(List::of);
  }

  /**
   * Ends the reading.
   *
   * @param besides what else is wrong with what was read; asked only if there are errors already
   * @throws RefusalException as {@link #check()}, and with what is wrong besides
   */
  public void check(Supplier<List<Refusal>> besides) {
    refuseWhatNobodyAskedFor();
    if (!errors.isEmpty()) {
      besides.get().forEach(this::refuse);
      throw Refusal.ofAll(errors).asException();
    }
  }

  private void refuseWhatNobodyAskedFor() {
    object.propertyNames().stream()
        .filter(name -> !asked.contains(name))
        .forEach(name -> wrong(name, RequestRefusal.UNKNOWN_FIELD, "is not a field here"));
    parts.forEach(JsonBody::refuseWhatNobodyAskedFor);
  }

  private void wrong(String field, RefusalCode code, String detail) {
    errors.add(Refusal.at(code, pointer(field), detail));
  }

  private Optional<JsonNode> value(String field) {
    asked.add(field);
    return Optional.ofNullable(object.get(field)).filter(node -> !node.isNull());
  }

  private Optional<JsonNode> value(String field, Predicate<JsonNode> shape, String otherwise) {
    var value = value(field);
    if (value.isPresent() && !shape.test(value.get())) {
      wrong(field, RequestRefusal.INVALID_VALUE, otherwise);
    }
    return value.filter(shape);
  }

  private Optional<String> text(String pointer, JsonNode node) {
    var wrong =
        !node.isString() ? "is a text" : isStorable(node.stringValue()) ? null : NOT_STORABLE;
    if (wrong != null) {
      errors.add(Refusal.at(RequestRefusal.INVALID_VALUE, pointer, wrong));
      return Optional.empty();
    }
    return Optional.of(node.stringValue());
  }

  /** Whether a text is well-formed Unicode without NUL; PostgreSQL keeps no other. */
  public static boolean isStorable(String text) {
    // The code point of half a surrogate pair is that surrogate itself.
    return text.codePoints()
        .noneMatch(
            point ->
                point == 0
                    || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
  }

  private String at(String field, String member) {
    return pointer(field) + Refusal.pointer(member);
  }

  private static <E extends Enum<E>> String names(Class<E> type) {
    return Stream.of(type.getEnumConstants())
        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
