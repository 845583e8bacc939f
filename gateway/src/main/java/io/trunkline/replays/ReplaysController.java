// SPDX-License-Identifier: Apache-2.0
package io.trunkline.replays;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.callbacks.CallbackId;
import io.trunkline.callbacks.CallbackLogRefusal;
import io.trunkline.callbacks.CallbackQuery;
import io.trunkline.callbacks.CallbackState;
import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import io.trunkline.storage.Storage;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What is kept of Twilio's callbacks, applied again. */
@RestController
@RequestMapping(path = "/v1/callbacks", produces = MediaType.APPLICATION_JSON_VALUE)
final class ReplaysController {

  private static final int USUAL_PAGE = 100;

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Result(
      String id,
      String kind,
      String outcome,
      @Nullable String subject,
      @Nullable String from,
      @Nullable String to,
      String because) {

    static Result of(ReplayResult one) {
      return new Result(
          one.id().toString(),
          one.kind(),
          one.outcome().name().toLowerCase(Locale.ROOT),
          one.subject(),
          one.from(),
          one.to(),
          one.because());
    }
  }

  /**
   * @param next for the member {@code after}; absent if there are no more
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Report(List<Result> data, @Nullable String next) {}

  private final Replays replays;

  ReplaysController(Replays replays) {
    this.replays = replays;
  }

  @PostMapping("/{id}/replay")
  Result apply(Caller caller, @PathVariable String id) {
    caller.mustHave(Scope.CONFIGURE);
    return Result.of(replays.apply(caller.account(), id(id), caller.actor()));
  }

  @PostMapping("/replay")
  Report apply(Caller caller, @RequestBody JsonNode json) {
    caller.mustHave(Scope.CONFIGURE);
    var body = new JsonBody(json);
    var instant = "an instant like 2026-11-25T09:00:00Z";
    var kind = body.text("kind");
    var state = body.oneOf("state", CallbackState.class);
    var from = body.parsed("from", instant, Storage::instant);
    var to = body.parsed("to", instant, Storage::instant);
    var subject = body.text("subject");
    var after = body.parsed("after", "the \"next\" of another answer", CallbackId::parse);
    var limit = body.integer("limit").orElse(USUAL_PAGE);
    var dryRun = body.bool("dry_run").orElse(false);
    body.check();
    if (from.isEmpty() && subject.isEmpty() && state.isEmpty()) {
      throw Refusal.at(RequestRefusal.REQUIRED, "/from", "is required without a subject or a state")
          .asException();
    }
    if (limit < 1 || limit > CallbackQuery.LARGEST_PAGE) {
      throw Refusal.at(
              RequestRefusal.INVALID_VALUE, "/limit", "is 1 to " + CallbackQuery.LARGEST_PAGE)
          .asException();
    }
    var report =
        replays.apply(
            caller.account(),
            new CallbackQuery(
                kind.orElse(null),
                state.orElse(null),
                from.orElse(null),
                to.orElse(null),
                subject.orElse(null),
                after.orElse(null),
                limit),
            dryRun,
            caller.actor());
    return new Report(
        report.results().stream().map(Result::of).toList(),
        report.next() == null ? null : report.next().toString());
  }

  private static CallbackId id(String text) {
    try {
      return CallbackId.parse(text);
    } catch (IllegalArgumentException e) {
      throw CallbackLogRefusal.unknown(text);
    }
  }
}
