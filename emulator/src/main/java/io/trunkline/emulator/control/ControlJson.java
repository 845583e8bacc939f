// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.control;

import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Request;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * JSON of the control surface: what it reads is an object, what is wrong with it is said plainly.
 */
final class ControlJson {
  private ControlJson() {}

  /** An answer with status 200. */
  static Answer ok(Consumer<JsonGenerator> members) {
    return Answer.json(200, Json.object(members));
  }

  /** An answer that says what is wrong. */
  static Answer problem(int status, String problem) {
    return Answer.json(
        status,
        Json.object(
            json -> {
              json.writeNumberProperty("status", status);
              json.writeStringProperty("problem", problem);
            }));
  }

  /**
   * The object in the body.
   *
   * @throws IllegalArgumentException if there is none
   */
  static JsonNode read(Request request) {
    return Json.readObject("The body", request.body());
  }

  /** The last ones, as many as the query's {@code limit} allows; all if it says nothing. */
  static <T> List<T> latest(Request request, List<T> all) {
    var limit = request.query().getOrEmpty("limit");
    if (limit.isEmpty()) {
      return all;
    }
    if (!limit.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException("limit must be a number, not " + limit);
    }
    int wanted = Integer.parseInt(limit);
    return wanted >= all.size() ? all : all.subList(all.size() - wanted, all.size());
  }

  /** The text of the member; null if it is absent or null. */
  static @Nullable String text(JsonNode object, String member) {
    var node = object.get(member);
    if (node == null || node.isNull()) {
      return null;
    }
    if (!node.isString()) {
      throw new IllegalArgumentException(member + " must be a string");
    }
    return node.stringValue();
  }

  /** The texts of a member that must be an array of strings. */
  static List<String> texts(JsonNode object, String member) {
    var node = object.path(member);
    if (!node.isArray() || !node.valueStream().allMatch(JsonNode::isString)) {
      throw new IllegalArgumentException(member + " must be an array of strings");
    }
    return node.valueStream().map(JsonNode::stringValue).toList();
  }

  /** A member that must be a number of a size that can be reckoned with. */
  static double number(JsonNode object, String member) {
    var node = object.path(member);
    double number = node.isNumber() ? node.asDouble(Double.NaN) : Double.NaN;
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException(member + " must be a number");
    }
    return number;
  }

  /** A whole number; the other if the member is absent. */
  static long whole(JsonNode object, String member, long otherwise) {
    var node = object.path(member);
    if (node.isMissingNode()) {
      return otherwise;
    }
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw new IllegalArgumentException(member + " must be a whole number");
    }
    return node.longValue();
  }

  /** A whole number that fits into 32 bits; the other if the member is absent. */
  static int small(JsonNode object, String member, int otherwise) {
    long whole = whole(object, member, otherwise);
    if (whole != (int) whole) {
      throw new IllegalArgumentException(member + " is out of range");
    }
    return (int) whole;
  }

  /** The ISO 8601 duration of the member; null if it is absent or null. */
  static @Nullable Duration duration(JsonNode object, String member) {
    var text = text(object, member);
    if (text == null) {
      return null;
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException malformed) {
      throw new IllegalArgumentException(
          member + " must be an ISO 8601 duration such as PT2S, not " + text, malformed);
    }
  }

  /** Refuses what nobody would read, so that a slip of the pen is noticed. */
  static void allowOnly(JsonNode object, String what, Set<String> members) {
    for (var name : object.propertyNames()) {
      if (!members.contains(name)) {
        throw new IllegalArgumentException(
            what + " has no " + name + ", only " + new TreeSet<>(members));
      }
    }
  }

  /** The text of a member that must be there. */
  static String requiredText(JsonNode object, String member) {
    var text = text(object, member);
    if (text == null) {
      throw new IllegalArgumentException(member + " is missing");
    }
    return text;
  }
}
