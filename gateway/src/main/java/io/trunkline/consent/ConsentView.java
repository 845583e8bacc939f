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

  /**
   * Events of a recipient, in the order in which they count.
   *
   * @param next for the parameter {@code after}; absent on the last page
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record History(List<ConsentView> data, @Nullable String next) {

    /**
     * @param events one more than the limit if there are more
     */
    static History of(List<ConsentEvent> events, int limit) {
      var shown = events.stream().limit(limit).map(ConsentView::of).toList();
      return new History(shown, events.size() > limit ? shown.getLast().id() : null);
    }
  }

  /**
   * What stands.
   *
   * @param scopes {@code all}, and each that an event is about; what falls under several is
   *     forbidden if one of them says so
   * @param next for the parameter {@code after}; absent on the last page
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record State(List<ForScope> scopes, @Nullable String next) {

    /**
     * @param after the last scope that is known already
     */
    static State of(Standing standing, String after, int limit) {
      var scopes = new TreeSet<String>(List.of(ConsentScope.ALL.value()));
      standing.events().forEach(event -> scopes.add(event.scope().value()));
      var rest = scopes.tailSet(after, false);
      var shown =
          rest.stream()
              .limit(limit)
              .map(scope -> ForScope.of(standing, new ConsentScope(scope)))
              .toList();
      return new State(shown, rest.size() > limit ? shown.getLast().scope() : null);
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
   * @param against the latest {@link #MOST} of the events that forbid them
   * @param againstCount how many such events there are
   * @param grants the latest {@link #MOST} of those that allow them
   * @param grantsCount how many such events there are
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record ForPurpose(
      boolean blocked,
      String level,
      List<Ban> against,
      int againstCount,
      List<ConsentView> grants,
      int grantsCount) {

    private static final int MOST = 10;

    static ForPurpose of(Standing.Towards towards) {
      return new ForPurpose(
          towards.isBlocked(),
          name(towards.level()),
          latest(towards.against()).stream().map(Ban::of).toList(),
          towards.against().size(),
          latest(towards.grants()).stream().map(ConsentView::of).toList(),
          towards.grants().size());
    }

    private static List<ConsentEvent> latest(List<ConsentEvent> events) {
      return events.subList(Math.max(0, events.size() - MOST), events.size());
    }
  }

  /**
   * What forbids.
   *
   * @param wayBack a sentence on what brings the recipient back
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record Ban(@JsonUnwrapped ConsentView event, String wayBack) {

    static Ban of(ConsentEvent event) {
      return new Ban(ConsentView.of(event), WayBack.from(event));
    }
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
