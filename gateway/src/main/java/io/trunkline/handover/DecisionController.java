// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.messaging.Message;
import io.trunkline.messaging.MessageId;
import io.trunkline.messaging.MessageRefusal;
import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Our REST API of decisions. */
@RestController
@RequestMapping(path = "/v1/messages", produces = MediaType.APPLICATION_JSON_VALUE)
class DecisionController {

  private final Decisions decisions;

  DecisionController(Decisions decisions) {
    this.decisions = decisions;
  }

  /** What has become of the message decided about. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(String id, String status, @Nullable String twilioSid) {

    static View of(Message message) {
      return new View(message.id().toString(), message.status().code(), message.twilioSid());
    }
  }

  @PostMapping("/{id}/decision")
  View decide(Caller caller, @PathVariable String id, @RequestBody JsonNode body) {
    caller.mustHave(Scope.OPERATE);
    return View.of(
        decisions.decide(caller.account(), id(id), decision(new JsonBody(body), caller.actor())));
  }

  private static Decision decision(JsonBody fields, String by) {
    var verdict = fields.oneOf("decision", Decision.Verdict.class);
    if (verdict.isEmpty()) {
      fields.refuse(Refusal.at(RequestRefusal.REQUIRED, fields.pointer("decision"), "is required"));
    }
    var sid = fields.text("twilio_sid");
    var reason = fields.requiredText("reason");
    fields.check();
    return new Decision(verdict.orElseThrow(), sid.orElse(null), reason.orElseThrow(), by);
  }

  private static MessageId id(String text) {
    try {
      return MessageId.parse(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.of(MessageRefusal.UNKNOWN_MESSAGE, "There is no message " + text).asException();
    }
  }
}
