// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.consent.ConsentEvent.Kind;
import io.trunkline.consent.ConsentEvent.Source;
import io.trunkline.law.ConsentLevel;
import io.trunkline.law.Purpose;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import io.trunkline.storage.Storage;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads statements from JSON, and from the rows of files, which have the same fields.
 *
 * @param source if none is given
 * @param at if none is given; null if one must be
 * @param agent if none is given
 */
record StatementReader(Source source, @Nullable Instant at, @Nullable String agent) {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final int LONGEST = 2_000;
  private static final int LONGEST_TEXT = 16_000;

  /**
   * @throws io.trunkline.problem.RefusalException with all that is wrong with its form
   */
  Statement read(AccountId account, JsonNode body) {
    var json = new JsonBody(body);
    var recipient = json.parsed("recipient", "a number with its country code", PhoneNumber::parse);
    var scope =
        json.parsed("scope", "all, programme:…, sender:… or channel:…", ConsentScope::new)
            .orElse(ConsentScope.ALL);
    var kind = json.oneOf("kind", Kind.class);
    var purposes = purposes(json);
    var level = json.oneOf("level", ConsentLevel.class);
    var from = json.oneOf("source", Source.class).orElse(source);
    var evidence = evidence(json);
    var shown = text(json, "text", LONGEST_TEXT);
    var said =
        json.parsed("at", "an instant like 2026-11-25T09:00:00Z", Storage::instant)
            .or(() -> Optional.ofNullable(at));
    must(json, "recipient", recipient);
    must(json, "kind", kind);
    must(json, "at", said);
    var hash = evidence.textSha256();
    if (shown != null && hash != null && !Sha256.hex(shown).equals(hash)) {
      json.refuse(invalid(json, "text_sha256", "is not the hash of the text"));
    }
    json.check();
    return new Statement(
        account,
        recipient.orElseThrow(),
        scope,
        kind.orElseThrow(),
        purposes,
        level.orElse(null),
        from,
        evidence,
        shown,
        said.orElseThrow());
  }

  private Evidence evidence(JsonBody json) {
    var agentGiven = text(json, "agent", LONGEST);
    return new Evidence(
        text(json, "said", LONGEST),
        list(json, "message_sids"),
        json.parsed("text_sha256", "64 hexadecimal digits, lower case", StatementReader::sha256)
            .orElse(null),
        text(json, "url", LONGEST),
        text(json, "ip", LONGEST),
        text(json, "user_agent", LONGEST),
        text(json, "language", LONGEST),
        text(json, "method", LONGEST),
        agentGiven == null ? agent : agentGiven,
        text(json, "note", LONGEST));
  }

  private static Set<Purpose> purposes(JsonBody json) {
    var purposes = EnumSet.noneOf(Purpose.class);
    for (var name : json.textList("purposes")) {
      try {
        purposes.add(Purpose.valueOf(name.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        json.refuse(invalid(json, "purposes", "has a purpose that is none: " + name));
      }
    }
    return purposes;
  }

  private static List<String> list(JsonBody json, String field) {
    var texts = json.textList(field);
    if (texts.size() > 10 || texts.stream().anyMatch(text -> text.length() > 100)) {
      json.refuse(invalid(json, field, "has at most 10 texts of 100 characters"));
    }
    return texts;
  }

  private static @Nullable String text(JsonBody json, String field, int longest) {
    var text = json.text(field).orElse(null);
    if (text != null && (text.isBlank() || text.length() > longest)) {
      json.refuse(invalid(json, field, "has 1 to " + longest + " characters"));
    }
    return text;
  }

  private static String sha256(String text) {
    if (!SHA256.matcher(text).matches()) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  private static void must(JsonBody json, String field, Optional<?> value) {
    if (value.isEmpty()) {
      json.refuse(Refusal.at(RequestRefusal.REQUIRED, json.pointer(field), "is required"));
    }
  }

  private static Refusal invalid(JsonBody json, String field, String detail) {
    return Refusal.at(RequestRefusal.INVALID_VALUE, json.pointer(field), detail);
  }
}
