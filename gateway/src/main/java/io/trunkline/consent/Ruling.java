// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.id.Ids;
import io.trunkline.law.Circumstances;
import io.trunkline.law.Decision;
import io.trunkline.law.Reason;
import io.trunkline.law.RuleSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about something that was to be sent, with all it was decided by.
 *
 * @param decision the whole of it: the ledger's, the account's and the law's
 * @param asked what the law was asked
 * @param rules who answered, and explains it where it is kept
 */
public record Ruling(
    UUID id, Sending sending, Decision decision, Circumstances asked, RuleSet rules) {

  /** The id as callers see it: {@code rul_…} */
  public String publicId() {
    return Ids.write("rul", id);
  }

  /** The same about what has become a message meanwhile. */
  public Ruling of(UUID message) {
    return new Ruling(id, sending.of(message), decision, asked, rules);
  }

  /** As it is kept. */
  public RulingRecord kept() {
    var explanation = rules.explain(asked, sending.at());
    return new RulingRecord(
        id,
        sending.message(),
        lower(sending.purpose()),
        lower(sending.channel()),
        sending.programme(),
        sending.at(),
        outcome(),
        until(),
        because(),
        explanation.ruleSet(),
        localTimes(explanation.localTimes()),
        lower(explanation.source()),
        explanation.jurisdictions(),
        explanation.rules(),
        explanation.uncertain().stream().map(ZoneId::getId).toList());
  }

  private String outcome() {
    return switch (decision) {
      case Decision.Send _ -> "send";
      case Decision.Defer _ -> "defer";
      case Decision.Block _ -> "block";
    };
  }

  private @Nullable Instant until() {
    return switch (decision) {
      case Decision.Send(var openUntil, _) -> openUntil;
      case Decision.Defer(var until, _) -> until;
      case Decision.Block _ -> null;
    };
  }

  private List<Reason> because() {
    return switch (decision) {
      case Decision.Send(_, var warnings) -> warnings;
      case Decision.Defer(_, var because) -> because;
      case Decision.Block(var because) -> because;
    };
  }

  private static Map<String, String> localTimes(Map<ZoneId, OffsetDateTime> times) {
    return times.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().getId(),
                entry -> entry.getValue().toString(),
                (one, other) -> one,
                TreeMap::new));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
