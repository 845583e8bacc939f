// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.consent.ConsentFlag.Decision;
import io.trunkline.id.Ids;
import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Our REST API of what a person has to look at. */
@RestController
@RequestMapping(path = "/v1/consents/flags", produces = MediaType.APPLICATION_JSON_VALUE)
class ConsentFlagController {

  private static final int LARGEST_PAGE = 200;

  private final ConsentFlags flags;

  ConsentFlagController(ConsentFlags flags) {
    this.flags = flags;
  }

  /** A page; {@code next} asks for the one after it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(List<View> data, @Nullable String next) {

    static Page of(List<ConsentFlag> found, int limit) {
      var shown = found.stream().limit(limit).map(View::of).toList();
      return new Page(shown, found.size() > limit ? shown.getLast().id() : null);
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      String id,
      String recipient,
      String address,
      String reason,
      String rule,
      String messageSid,
      int texts,
      Instant at,
      Instant latestAt,
      @Nullable String decision,
      @Nullable String resolvedBy,
      @Nullable String resolvedWhy,
      @Nullable Instant resolvedAt) {

    static View of(ConsentFlag flag) {
      var resolution = flag.resolution();
      return new View(
          flag.publicId(),
          flag.recipient().e164(),
          flag.address(),
          code(flag.reason()),
          flag.rule(),
          flag.messageSid(),
          flag.texts(),
          flag.at(),
          flag.latestAt(),
          resolution == null ? null : code(resolution.decision()),
          resolution == null ? null : resolution.by(),
          resolution == null ? null : resolution.why(),
          resolution == null ? null : resolution.at());
    }

    private static String code(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Without the number. */
    @Override
    public String toString() {
      return "View[" + id + "]";
    }
  }

  @GetMapping
  Page list(
      Caller caller,
      @RequestParam(defaultValue = "true") boolean open,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "50") int limit) {
    caller.mustHave(Scope.READ);
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw Refusal.at(RequestRefusal.INVALID_VALUE, "query:limit", "is 1 to " + LARGEST_PAGE)
          .asException();
    }
    var before = after == null ? null : id(after);
    return Page.of(flags.list(caller.account(), open, before, limit + 1), limit);
  }

  @PostMapping("/{id}/resolve")
  View resolve(Caller caller, @PathVariable String id, @RequestBody JsonNode body) {
    caller.mustHave(Scope.OPERATE);
    var fields = new JsonBody(body);
    var decision = fields.oneOf("decision", Decision.class);
    if (decision.isEmpty()) {
      fields.refuse(Refusal.at(RequestRefusal.REQUIRED, fields.pointer("decision"), "is required"));
    }
    var reason = fields.requiredText("reason");
    fields.check();
    return View.of(
        flags.resolve(
            caller.account(),
            id(id),
            decision.orElseThrow(),
            caller.actor(),
            reason.orElseThrow()));
  }

  private static UUID id(String text) {
    try {
      return Ids.read("flg", text);
    } catch (IllegalArgumentException e) {
      throw ConsentFlags.unknown(text);
    }
  }
}
