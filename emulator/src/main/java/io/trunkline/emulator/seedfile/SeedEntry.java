// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.seedfile;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One object of a seed file, read strictly. It remembers which members were asked for, so that
 * {@link #end} can refuse what nobody asked for.
 */
final class SeedEntry {
  private final JsonNode node;
  private final String pointer;
  private final Set<String> known = new LinkedHashSet<>();

  SeedEntry(JsonNode node, String pointer) {
    this.node = node;
    this.pointer = pointer;
    if (!node.isObject()) {
      throw new SeedFileException(pointer.isEmpty() ? "/" : pointer, "must be an object", null);
    }
  }

  /** The text of a member that must be there. */
  String text(String member) {
    var text = optionalText(member);
    if (text == null) {
      throw wrong(member, "is missing");
    }
    return text;
  }

  /** The text of a member, null if it is absent. */
  @Nullable String optionalText(String member) {
    var value = value(member);
    if (value == null) {
      return null;
    }
    if (!value.isString()) {
      throw wrong(member, "must be a string");
    }
    return value.stringValue();
  }

  /** The text of a member that has a shape. */
  String text(String member, String regex, String meaning) {
    var text = text(member);
    if (!text.matches(regex)) {
      throw wrong(member, "must be " + meaning + ", not '" + text + "'");
    }
    return text;
  }

  /** True or false, null if it is absent. */
  @Nullable Boolean optionalFlag(String member) {
    var value = value(member);
    if (value == null) {
      return null;
    }
    if (!value.isBoolean()) {
      throw wrong(member, "must be true or false");
    }
    return value.booleanValue();
  }

  /** A whole number, null if it is absent. */
  @Nullable Integer optionalNumber(String member) {
    var value = value(member);
    if (value == null) {
      return null;
    }
    if (!value.isInt()) {
      throw wrong(member, "must be a whole number");
    }
    return value.intValue();
  }

  /** An http or https URL, null if the member is absent. */
  @Nullable String optionalUrl(String member) {
    var text = optionalText(member);
    if (text == null) {
      return null;
    }
    if (!isWebAddress(text)) {
      throw wrong(member, "must be an http or https URL, not '" + text + "'");
    }
    return text;
  }

  private static boolean isWebAddress(String text) {
    try {
      var uri = new URI(text);
      var scheme = uri.getScheme();
      return ("http".equals(scheme) || "https".equals(scheme)) && uri.getHost() != null;
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  /** The objects in a list, none if the member is absent. */
  List<SeedEntry> entries(String member) {
    var value = value(member);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      throw wrong(member, "must be a list");
    }
    var entries = new ArrayList<SeedEntry>();
    for (var element : value) {
      entries.add(new SeedEntry(element, place(member) + "/" + entries.size()));
    }
    return entries;
  }

  /** Gives each text of a list to somebody who may refuse it, as in {@link #convert}. */
  void texts(String member, Function<String, ?> taker) {
    var value = value(member);
    if (value == null) {
      return;
    }
    if (!value.isArray()) {
      throw wrong(member, "must be a list");
    }
    int index = 0;
    for (var element : value) {
      var place = member + "/" + index++;
      if (!element.isString()) {
        throw new SeedFileException(pointer + "/" + place, "must be a string", null);
      }
      unlessRefused(pointer + "/" + place, () -> taker.apply(element.stringValue()));
    }
  }

  /** Gives a member's text to somebody who may refuse it by an {@link IllegalArgumentException}. */
  <T> T convert(String member, Function<String, T> conversion) {
    var text = text(member);
    return unlessRefused(place(member), () -> conversion.apply(text));
  }

  /** Gives the object to somebody who reads the members himself, and may refuse it likewise. */
  <T> T convert(Set<String> members, Function<JsonNode, T> conversion) {
    known.addAll(members);
    return unlessRefused(pointer, () -> conversion.apply(node));
  }

  /** Refuses every member that was not asked for. */
  void end() {
    for (var member : node.propertyNames()) {
      if (!known.contains(member)) {
        throw wrong(member, "is not known here; known are " + String.join(", ", known));
      }
    }
  }

  SeedFileException wrong(String member, String problem) {
    return new SeedFileException(place(member), problem, null);
  }

  private static <T> T unlessRefused(String place, Supplier<T> step) {
    try {
      return step.get();
    } catch (IllegalArgumentException refused) {
      throw new SeedFileException(place, String.valueOf(refused.getMessage()), refused);
    }
  }

  private String place(String member) {
    return pointer + "/" + member.replace("~", "~0").replace("/", "~1");
  }

  private @Nullable JsonNode value(String member) {
    known.add(member);
    return node.get(member);
  }
}
