// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import io.trunkline.storage.Storage;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What Twilio has sent, as it is kept. */
@RestController
@RequestMapping(path = "/v1/callbacks", produces = MediaType.APPLICATION_JSON_VALUE)
final class CallbackLogController {

  private static final int USUAL_PAGE = 100;

  /**
   * @param next for the parameter {@code after}; absent on the last page
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(List<View> data, @Nullable String next) {}

  /**
   * @param parameters only where one callback is asked for
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(SnakeCaseStrategy.class)
  record View(
      String id,
      String kind,
      String path,
      String state,
      Instant receivedAt,
      int failedAttempts,
      @Nullable String failure,
      @Nullable Instant nextAttemptAt,
      @Nullable Map<String, List<String>> parameters) {

    static View of(StoredCallback one, boolean whole) {
      return new View(
          one.id().toString(),
          one.kind(),
          one.path(),
          one.state().name().toLowerCase(Locale.ROOT),
          one.receivedAt(),
          one.failedAttempts(),
          one.failure(),
          one.nextAttemptAt(),
          whole ? one.parameters() : null);
    }

    @Override
    public String toString() {
      return "View[" + id + "]";
    }
  }

  private final Callbacks callbacks;

  CallbackLogController(Callbacks callbacks) {
    this.callbacks = callbacks;
  }

  @GetMapping
  Page list(Caller caller, @RequestParam Map<String, String> asked) {
    caller.mustHave(Scope.OPERATE);
    for (var name : asked.keySet()) {
      if (!List.of("kind", "state", "from", "to", "subject", "after", "limit").contains(name)) {
        throw Refusal.at(RequestRefusal.UNKNOWN_FIELD, "query:" + name, "is not known here")
            .asException();
      }
    }
    var query =
        new CallbackQuery(
            text(asked, "kind"),
            read(asked, "state", CallbackLogController::state, "is due, applied or parked"),
            read(asked, "from", Storage::instant, "is an instant like 2026-11-25T09:00:00Z"),
            read(asked, "to", Storage::instant, "is an instant like 2026-11-25T09:00:00Z"),
            text(asked, "subject"),
            read(asked, "after", CallbackId::parse, "is the \"next\" of another page"),
            limit(asked));
    var found = callbacks.list(caller.account(), query);
    return new Page(
        found.stream().map(one -> View.of(one, false)).toList(),
        found.size() < query.limit() ? null : found.getLast().id().toString());
  }

  @GetMapping("/{id}")
  View find(Caller caller, @PathVariable String id) {
    caller.mustHave(Scope.OPERATE);
    caller.mustHave(Scope.READ);
    return View.of(callbacks.find(caller.account(), id(id)), true);
  }

  private static int limit(Map<String, String> asked) {
    Integer limit = read(asked, "limit", Integer::valueOf, "is a number");
    if (limit == null) {
      return USUAL_PAGE;
    }
    if (limit < 1 || limit > CallbackQuery.LARGEST_PAGE) {
      throw Refusal.at(
              RequestRefusal.INVALID_VALUE, "query:limit", "is 1 to " + CallbackQuery.LARGEST_PAGE)
          .asException();
    }
    return limit;
  }

  private static @Nullable String text(Map<String, String> asked, String name) {
    var text = asked.get(name);
    if (text != null && !JsonBody.isStorable(text)) {
      throw Refusal.at(RequestRefusal.INVALID_VALUE, "query:" + name, JsonBody.NOT_STORABLE)
          .asException();
    }
    return text;
  }

  private static <T> @Nullable T read(
      Map<String, String> asked, String name, Function<String, T> reader, String otherwise) {
    var text = asked.get(name);
    try {
      return text == null ? null : reader.apply(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw Refusal.at(RequestRefusal.INVALID_VALUE, "query:" + name, otherwise).asException();
    }
  }

  private static CallbackState state(String text) {
    return CallbackState.valueOf(text.toUpperCase(Locale.ROOT));
  }

  private static CallbackId id(String text) {
    try {
      return CallbackId.parse(text);
    } catch (IllegalArgumentException e) {
      throw CallbackLogRefusal.unknown(text);
    }
  }
}
