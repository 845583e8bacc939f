// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import io.trunkline.law.Purpose;
import io.trunkline.law.WeekHours;
import io.trunkline.phone.LineKind;
import io.trunkline.problem.JsonBody;
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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A policy as JSON: in our REST API, and in the database. */
final class PolicyJson {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> PROGRAMME = List.of("hours", "caps", "paused_until");

  private final PolicyFields fields;

  private PolicyJson(PolicyFields fields) {
    this.fields = fields;
  }

  /**
   * Reads what a request says; of use only if the body then checks.
   *
   * @param base what holds where it says nothing
   */
  static Policy read(JsonNode node, JsonBody body, Policy base) {
    return new PolicyJson(new PolicyFields(node, body, false)).read(base);
  }

  /**
   * The inverse of {@link #write}. Settings of a later version of the server, and words of one in
   * them, are left out.
   */
  static Policy readStored(String json, Policy base) {
    var node = (ObjectNode) JSON.readTree(json);
    node.retain(tree(base).propertyNames());
    for (var programme : node.path("programmes")) {
      ((ObjectNode) programme).retain(PROGRAMME);
    }
    var body = new JsonBody(node);
    var policy = new PolicyJson(new PolicyFields(node, body, true)).read(base);
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
    put(tree, restraint.hours(), restraint.caps());
    var paused = tree.putObject("paused_regions");
    new TreeMap<>(restraint.paused())
        .forEach((region, until) -> paused.put(region, until.toString()));
    var programmes = tree.putObject("programmes");
    new TreeMap<>(restraint.programmes())
        .forEach((name, programme) -> put(programmes.putObject(name), programme));
    return tree;
  }

  private static void put(ObjectNode tree, OwnProgramme programme) {
    put(tree, programme.hours(), programme.caps());
    var until = programme.pausedUntil();
    tree.put("paused_until", until == null ? null : until.toString());
  }

  private static void put(ObjectNode tree, @Nullable WeekHours hours, List<OwnCap> caps) {
    tree.put("hours", hours == null ? null : hours.toString());
    var array = tree.putArray("caps");
    caps.forEach(cap -> array.add(cap.toString()));
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
        fields.list("countries", base.countries(), country -> checked(country, Countries::check));
    return new Policy.Reach(
        new HashSet<>(countries),
        new HashSet<>(
            fields.list(
                "refused_lines",
                base.refusedLines(),
                kind -> PolicyFields.constant(kind, LineKind.class))),
        fields.few("velocity", base.velocity(), PrefixLimit::parse),
        new HashSet<>(
            fields.list(
                "velocity_for",
                base.velocityFor(),
                one -> PolicyFields.constant(one, Purpose.class))));
  }

  private Policy.Content content(Policy.Content base) {
    var rules = new EnumMap<ContentRule, Strictness>(ContentRule.class);
    rules.putAll(base.rules());
    rules.putAll(
        fields.map(
            "content_rules",
            Map.of(),
            name -> PolicyFields.constant(name, ContentRule.class),
            how -> PolicyFields.constant(how, Strictness.class)));
    var words = fields.has("forbidden_words") ? fields.body().textLists("forbidden_words") : null;
    var forbidden =
        words == null
            ? base.forbiddenWords()
            : fields.made(
                "forbidden_words",
                base.forbiddenWords(),
                () -> {
                  WordList.check(words);
                  return words;
                });
    var line = stopLine(base.stopLine());
    var name = fields.text("sender_name", base.senderName());
    return fields.made("sender_name", base, () -> new Policy.Content(name, rules, forbidden, line));
  }

  private Policy.StopLine stopLine(Policy.StopLine base) {
    var texts = fields.map("stop_line", base.texts(), Function.identity(), Function.identity());
    fields.mustBeFew("stop_line", texts.size());
    var purposes =
        fields.list(
            "stop_line_for", base.appendedFor(), one -> PolicyFields.constant(one, Purpose.class));
    var every =
        fields
            .body()
            .parsed("stop_line_every", "a time like P30D, or PT0S", PrefixLimit::duration)
            .orElse(base.every());
    return fields.made(
        "stop_line", base, () -> new Policy.StopLine(texts, new HashSet<>(purposes), every));
  }

  private Policy.Restraint restraint(Policy.Restraint base) {
    return new Policy.Restraint(
        fields.one("consent_required", Strictness.class, base.consentRequired()),
        hours(fields, base.hours()),
        fields.few("caps", base.caps(), OwnCap::parse),
        fields.map(
            "paused_regions",
            base.paused(),
            region -> checked(region, Countries::checkRegion),
            fields::instant),
        fields.has("programmes") ? programmes() : base.programmes());
  }

  private Map<String, OwnProgramme> programmes() {
    var programmes = new LinkedHashMap<String, OwnProgramme>();
    fields
        .objects("programmes")
        .forEach(
            (name, within) -> {
              var programme = programme(within);
              fields.add(
                  "programmes",
                  name,
                  () -> programmes.put(checked(name, OwnProgramme::check), programme));
            });
    return programmes;
  }

  private static OwnProgramme programme(PolicyFields within) {
    return new OwnProgramme(
        hours(within, null),
        within.few("caps", List.of(), OwnCap::parse),
        within
            .body()
            .parsed("paused_until", "an instant like 2026-11-25T09:00:00Z", within::instant)
            .orElse(null));
  }

  private static @Nullable WeekHours hours(PolicyFields from, @Nullable WeekHours otherwise) {
    if (!from.has("hours")) {
      return otherwise;
    }
    return from.text("hours", null) == null
        ? null
        : from.body()
            .parsed("hours", "written mon-fri=09:00-20:00;sat-sun=closed", WeekHours::parse)
            .orElse(null);
  }

  private static String checked(String text, Consumer<String> check) {
    check.accept(text);
    return text;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
