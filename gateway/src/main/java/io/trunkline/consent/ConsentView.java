// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.trunkline.law.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * An event as it is shown.
 *
 * @param purposes absent if it reaches all
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ConsentView(
    String id,
    String recipient,
    String scope,
    String kind,
    List<String> purposes,
    @Nullable String level,
    String source,
    String authority,
    Instant at,
    Instant recordedAt,
    @JsonUnwrapped Evidence evidence) {

  static ConsentView of(ConsentEvent event) {
    return new ConsentView(
        event.publicId(),
        event.recipient().e164(),
        event.scope().value(),
        name(event.kind()),
        event.purposes().stream().sorted().map(ConsentView::name).toList(),
        event.level() == null ? null : name(event.level()),
        name(event.source()),
        name(event.source().authority()),
        event.at(),
        event.recordedAt(),
        event.evidence());
  }

  /** Without the number and the evidence. */
  @Override
  public String toString() {
    return "ConsentView[" + id + "]";
  }

  /** All events of a recipient, in the order in which they count. */
  record History(List<ConsentView> data) {

    static History of(Standing standing) {
      return new History(standing.events().stream().map(ConsentView::of).toList());
    }
  }

  /**
   * What stands.
   *
   * @param scopes {@code all}, and each that an event is about; what falls under several is
   *     forbidden if one of them says so
   */
  record State(List<ForScope> scopes) {

    static State of(Standing standing) {
      var scopes = new TreeSet<String>(List.of(ConsentScope.ALL.value()));
      standing.events().forEach(event -> scopes.add(event.scope().value()));
      return new State(
          scopes.stream().map(scope -> ForScope.of(standing, new ConsentScope(scope))).toList());
    }
  }

  /** What stands for messages that fall under a scope, by purpose. */
  record ForScope(String scope, Map<String, ForPurpose> purposes) {

    static ForScope of(Standing standing, ConsentScope scope) {
      var purposes = new TreeMap<String, ForPurpose>();
      for (var purpose : Purpose.values()) {
        purposes.put(name(purpose), ForPurpose.of(standing.towards(List.of(scope), purpose)));
      }
      return new ForScope(scope.value(), purposes);
    }
  }

  /**
   * What stands for messages of a purpose.
   *
   * @param level of consent: {@code none}, {@code implied}, {@code express}, {@code written}
   * @param against the events that forbid them
   * @param grants the events that allow them
   */
  record ForPurpose(
      boolean blocked, String level, List<ConsentView> against, List<ConsentView> grants) {

    static ForPurpose of(Standing.Towards towards) {
      return new ForPurpose(
          towards.isBlocked(),
          name(towards.level()),
          towards.against().stream().map(ConsentView::of).toList(),
          towards.grants().stream().map(ConsentView::of).toList());
    }
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
