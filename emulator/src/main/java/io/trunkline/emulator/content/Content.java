// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.content;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A template of an account.
 *
 * @param approval null as long as nobody has asked for one
 */
public record Content(
    String sid,
    String accountSid,
    Draft draft,
    @Nullable Approval approval,
    Instant created,
    Instant updated) {
  /**
   * What an account says of a template.
   *
   * @param language by its code, as in {@code en} or {@code pt_BR}
   * @param variables an object of samples, which are also the defaults
   * @param types an object with at least one {@link ContentType} that has what it requires
   */
  public record Draft(String friendlyName, String language, JsonNode variables, JsonNode types) {}

  /** Its types, the richest first. */
  public List<ContentType> types() {
    return draft.types.propertyNames().stream()
        .map(ContentType::of)
        .flatMap(Optional::stream)
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  /** The type that goes by WhatsApp, or else by SMS, if it has one that does. */
  Optional<ContentType> typeFor(boolean whatsApp) {
    Stream<ContentType> types = types().stream();
    return types.filter(type -> whatsApp || type.goesBySms()).findFirst();
  }

  boolean isApproved() {
    return approval != null && approval.status() == Approval.Status.APPROVED;
  }

  Content with(Draft changed, Instant now) {
    return new Content(sid, accountSid, changed, approval, created, now);
  }

  Content with(Approval changed, Instant now) {
    return new Content(sid, accountSid, draft, changed, created, now);
  }
}
