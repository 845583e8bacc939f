// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import io.trunkline.law.Purpose;
import io.trunkline.law.WeekHours;
import io.trunkline.phone.LineKind;
import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A policy as JSON: in our REST API, and in the database. */
final class PolicyJson {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JsonNode node;
  private final JsonBody body;

  private PolicyJson(JsonNode node, JsonBody body) {
    this.node = node;
    this.body = body;
  }

  /**
   * Reads what a request says; of use only if the body then checks.
   *
   * @param base what holds where it says nothing
   */
  static Policy read(JsonNode node, JsonBody body, Policy base) {
    return new PolicyJson(node, body).read(base);
  }

  /** The inverse of {@link #write}. Settings of a later version of the server are left out. */
  static Policy readStored(String json, Policy base) {
    var node = (ObjectNode) JSON.readTree(json);
    node.retain(tree(base).propertyNames());
    var body = new JsonBody(node);
    var policy = read(node, body, base);
    body.check();
    return policy;
  }

  static String write(Policy policy) {
    return JSON.writeValueAsString(tree(policy));
  }

  /** Every setting, also those that are empty. */
  static ObjectNode tree(Policy policy) {
    var tree = JSON.createObjectNode();
    var reach = policy.reach();
    var content = policy.content();
    var restraint = policy.restraint();
    tree.put("sender_name", content.senderName());
    put(tree, "countries", reach.countries(), Function.identity());
    put(tree, "refused_lines", reach.refusedLines(), PolicyJson::lower);
    var velocity = tree.putArray("velocity");
    reach.velocity().forEach(limit -> velocity.add(limit.toString()));
    put(tree, "velocity_for", reach.velocityFor(), PolicyJson::lower);
    var rules = tree.putObject("content_rules");
    for (var rule : ContentRule.values()) {
      rules.put(lower(rule), lower(content.strictness(rule)));
    }
    var forbidden = tree.putObject("forbidden_words");
    new TreeMap<>(content.forbiddenWords())
        .forEach((category, words) -> words.forEach(forbidden.putArray(category)::add));
    var line = content.stopLine();
    var texts = tree.putObject("stop_line");
    new TreeMap<>(line.texts()).forEach(texts::put);
    put(tree, "stop_line_for", line.appendedFor(), PolicyJson::lower);
    tree.put("stop_line_every", line.every().toString());
    tree.put("consent_required", lower(restraint.consentRequired()));
    tree.put("hours", restraint.hours() == null ? null : restraint.hours().toString());
    var caps = tree.putArray("caps");
    restraint.caps().forEach(cap -> caps.add(cap.toString()));
    var paused = tree.putObject("paused_regions");
    new TreeMap<>(restraint.paused())
        .forEach((region, until) -> paused.put(region, until.toString()));
    return tree;
  }

  private static <T> void put(
      ObjectNode tree, String field, Collection<T> values, Function<T, String> writer) {
    var array = tree.putArray(field);
    values.stream().map(writer).sorted().forEach(array::add);
  }

  private Policy read(Policy base) {
    return new Policy(reach(base.reach()), content(base.content()), restraint(base.restraint()));
  }

  private Policy.Reach reach(Policy.Reach base) {
    var countries =
        list("countries", base.countries(), country -> checked(country, Countries::check));
    return new Policy.Reach(
        new HashSet<>(countries),
        new HashSet<>(
            list("refused_lines", base.refusedLines(), kind -> constant(kind, LineKind.class))),
        list("velocity", base.velocity(), PrefixLimit::parse),
        new HashSet<>(
            list("velocity_for", base.velocityFor(), one -> constant(one, Purpose.class))));
  }

  private Policy.Content content(Policy.Content base) {
    var rules = new EnumMap<ContentRule, Strictness>(ContentRule.class);
    rules.putAll(base.rules());
    rules.putAll(
        map(
            "content_rules",
            Map.of(),
            name -> constant(name, ContentRule.class),
            how -> constant(how, Strictness.class)));
    var words = node.has("forbidden_words") ? body.textLists("forbidden_words") : null;
    var forbidden =
        words == null
            ? base.forbiddenWords()
            : made(
                "forbidden_words",
                base.forbiddenWords(),
                () -> {
                  WordList.check(words);
                  return words;
                });
    var line = stopLine(base.stopLine());
    var name = text("sender_name", base.senderName());
    return made("sender_name", base, () -> new Policy.Content(name, rules, forbidden, line));
  }

  private Policy.StopLine stopLine(Policy.StopLine base) {
    var texts = map("stop_line", base.texts(), Function.identity(), Function.identity());
    var purposes = list("stop_line_for", base.appendedFor(), one -> constant(one, Purpose.class));
    var every =
        body.parsed("stop_line_every", "a time like P30D, or PT0S", PrefixLimit::duration)
            .orElse(base.every());
    return made(
        "stop_line", base, () -> new Policy.StopLine(texts, new HashSet<>(purposes), every));
  }

  private Policy.Restraint restraint(Policy.Restraint base) {
    var hours = base.hours();
    if (node.has("hours")) {
      hours =
          text("hours", null) == null
              ? null
              : body.parsed("hours", "written mon-fri=09:00-20:00;sat-sun=closed", WeekHours::parse)
                  .orElse(null);
    }
    return new Policy.Restraint(
        body.oneOf("consent_required", Strictness.class).orElse(base.consentRequired()),
        hours,
        list("caps", base.caps(), OwnCap::parse),
        map(
            "paused_regions",
            base.paused(),
            region -> checked(region, Countries::checkRegion),
            Instant::parse));
  }

  private @Nullable String text(String field, @Nullable String otherwise) {
    return node.has(field)
        ? body.text(field).filter(text -> !text.isBlank()).orElse(null)
        : otherwise;
  }

  private <T> List<T> list(String field, Collection<T> otherwise, Function<String, T> reader) {
    if (!node.has(field)) {
      return List.copyOf(otherwise);
    }
    var values = new ArrayList<T>();
    var texts = body.textList(field);
    for (int index = 0; index < texts.size(); index++) {
      var text = texts.get(index);
      add(Refusal.pointer(field) + "/" + index, () -> values.add(reader.apply(text)));
    }
    return values;
  }

  private <K, V> Map<K, V> map(
      String field, Map<K, V> otherwise, Function<String, K> name, Function<String, V> value) {
    if (!node.has(field)) {
      return otherwise;
    }
    var values = new LinkedHashMap<K, V>();
    body.texts(field)
        .forEach(
            (key, text) ->
                add(
                    Refusal.pointer(field, key),
                    () -> values.put(name.apply(key), value.apply(text))));
    return values;
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

  private <T> T made(String field, T otherwise, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      body.refuse(
          Refusal.at(
              RequestRefusal.INVALID_VALUE, Refusal.pointer(field), "is wrong: " + e.getMessage()));
      return otherwise;
    }
  }

  private static String checked(String text, Consumer<String> check) {
    check.accept(text);
    return text;
  }

  private static <E extends Enum<E>> E constant(String text, Class<E> type) {
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
}
