// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.consent.ConsentEvent.Source;
import io.trunkline.id.Ids;
import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Our REST API of questions whether somebody agrees. */
@RestController
@RequestMapping(path = "/v1/opt-ins", produces = MediaType.APPLICATION_JSON_VALUE)
class OptInController {

  private static final Duration A_DAY = Duration.ofDays(1);

  /** The fields that a grant does not have. */
  private static final List<String> OF_THE_QUESTION =
      List.of("sender", "confirmation", "valid_for");

  /** A question as it is shown. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      String id,
      String recipient,
      String sender,
      String scope,
      List<String> purposes,
      String level,
      String question,
      String state,
      String message,
      Instant askedAt,
      Instant expiresAt,
      @Nullable Instant answeredAt) {

    static View of(OptIn optIn) {
      var grant = optIn.grant();
      return new View(
          optIn.publicId(),
          grant.recipient().e164(),
          optIn.sender(),
          grant.scope().value(),
          grant.purposes().stream().sorted().map(View::name).toList(),
          String.valueOf(grant.level()).toLowerCase(Locale.ROOT),
          String.valueOf(grant.shown()),
          name(optIn.state()),
          optIn.message(),
          optIn.askedAt(),
          optIn.expiresAt(),
          optIn.answeredAt());
    }

    private static String name(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Without the number. */
    @Override
    public String toString() {
      return "View[" + id + "]";
    }
  }

  private final OptIns optIns;
  private final Clock clock;

  OptInController(OptIns optIns, Clock clock) {
    this.optIns = optIns;
    this.clock = clock;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  View ask(Caller caller, @RequestBody JsonNode body) {
    caller.mustHave(Scope.SEND);
    // Refuses what is no object.
    var _ = new JsonBody(body);
    var grant = ((ObjectNode) body).deepCopy();
    var question = JsonNodeFactory.instance.objectNode();
    for (var field : OF_THE_QUESTION) {
      if (grant.has(field)) {
        question.set(field, grant.remove(field));
      }
    }
    grant.put("kind", "granted");
    var json = new JsonBody(question);
    var sender = json.text("sender").orElse(null);
    var confirmation = json.text("confirmation").orElse(null);
    var patience = json.parsed("valid_for", "a duration like PT24H", Duration::parse).orElse(A_DAY);
    json.check();
    var reader = new StatementReader(Source.DOUBLE_OPT_IN, clock.instant(), caller.actor());
    var asked = new AskOptIn(reader.read(caller.account(), grant), sender, confirmation, patience);
    return View.of(optIns.ask(asked));
  }

  @GetMapping("/{id}")
  View find(Caller caller, @PathVariable String id) {
    caller.mustHave(Scope.READ);
    return optIns
        .find(caller.account(), id(id))
        .map(View::of)
        .orElseThrow(() -> unknown(id).asException());
  }

  private static UUID id(String text) {
    try {
      return Ids.read("opt", text);
    } catch (IllegalArgumentException e) {
      throw unknown(text).asException();
    }
  }

  private static Refusal unknown(String id) {
    return Refusal.of(RequestRefusal.NOT_FOUND, "There is no question " + id);
  }
}
