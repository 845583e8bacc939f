// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.dispatch.QueueDepths;
import io.trunkline.dispatch.QueueDepths.Depth;
import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import io.trunkline.storage.Storage;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Our REST API of the endpoints of subscribers. */
@RestController
@RequestMapping(path = "/v1/webhooks/endpoints", produces = MediaType.APPLICATION_JSON_VALUE)
class WebhookEndpointController {

  private final Webhooks webhooks;
  private final WebhookDeliveries deliveries;
  private final QueueDepths depths;

  WebhookEndpointController(Webhooks webhooks, WebhookDeliveries deliveries, QueueDepths depths) {
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.depths = depths;
  }

  /** All of an account: they are few. */
  record Endpoints(List<EndpointView> data) {}

  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SecretView(String secret, @Nullable Instant oldSecretUntil) {

    static SecretView of(WebhookSecrets secrets) {
      return new SecretView(secrets.current().text(), secrets.oldUntil());
    }

    /** Without the secrets. */
    @Override
    public String toString() {
      return "SecretView[" + oldSecretUntil + "]";
    }
  }

  /** A test event: what came of it, and what was sent. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TrialView(@JsonUnwrapped AnswerView answer, @Nullable RequestView request, String body) {

    static TrialView of(WebhookTrial trial) {
      return new TrialView(
          AnswerView.of(trial.answer()), RequestView.of(trial.request()), trial.body());
    }

    /** Without the body. */
    @Override
    public String toString() {
      return "TrialView[" + answer + "]";
    }
  }

  /** How many are sent again. */
  record Resent(int resent) {}

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  EndpointView create(Caller caller, @RequestBody JsonNode body) {
    caller.mustHave(Scope.CONFIGURE);
    var fields = new JsonBody(body);
    var secret = EndpointFields.secret(fields).orElse(null);
    var settings = EndpointFields.whole(body, fields);
    var made = webhooks.create(caller.account(), settings, secret);
    return EndpointView.of(made.endpoint(), 0, made.secret());
  }

  @GetMapping
  Endpoints list(Caller caller) {
    caller.mustHave(Scope.READ);
    return new Endpoints(webhooks.list(caller.account()).stream().map(this::view).toList());
  }

  @GetMapping("/{id}")
  EndpointView find(Caller caller, @PathVariable String id) {
    caller.mustHave(Scope.READ);
    return view(webhooks.find(caller.account(), id(id)).orElseThrow(() -> Webhooks.unknown(id)));
  }

  /** What is named; the rest stays. */
  @PatchMapping("/{id}")
  EndpointView change(Caller caller, @PathVariable String id, @RequestBody JsonNode body) {
    caller.mustHave(Scope.CONFIGURE);
    var endpoint = id(id);
    var fields = new JsonBody(body);
    var enabled = fields.flag("enabled");
    var after = webhooks.change(caller.account(), endpoint, EndpointFields.change(body, fields));
    if (enabled.isPresent()) {
      after =
          enabled.get()
              ? webhooks.enable(caller.account(), endpoint)
              : webhooks.disable(caller.account(), endpoint);
    }
    return view(after);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(Caller caller, @PathVariable String id) {
    caller.mustHave(Scope.CONFIGURE);
    webhooks.delete(caller.account(), id(id));
  }

  @PostMapping("/{id}/secret/rotate")
  SecretView rotate(
      Caller caller,
      @PathVariable String id,
      @RequestBody(required = false) @Nullable JsonNode body) {
    caller.mustHave(Scope.CONFIGURE);
    var overlap = Webhooks.USUAL_OVERLAP;
    WebhookSecret secret = null;
    if (body != null) {
      var fields = new JsonBody(body);
      overlap = fields.parsed("overlap", "a duration like PT24H", Duration::parse).orElse(overlap);
      secret = EndpointFields.secret(fields).orElse(null);
      fields.check();
    }
    return SecretView.of(webhooks.rotate(caller.account(), id(id), overlap, secret));
  }

  @PostMapping("/{id}/test")
  TrialView test(Caller caller, @PathVariable String id) {
    caller.mustHave(Scope.OPERATE);
    return TrialView.of(webhooks.test(caller.account(), id(id)));
  }

  @PostMapping("/{id}/resend")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Resent resend(Caller caller, @PathVariable String id, @RequestParam String since) {
    caller.mustHave(Scope.OPERATE);
    return new Resent(deliveries.resendFailed(caller.account(), id(id), instant("since", since)));
  }

  private EndpointView view(WebhookEndpoint endpoint) {
    var waiting = depths.of(endpoint.id().value()).values().stream().mapToLong(Depth::rows).sum();
    return EndpointView.of(endpoint, waiting, null);
  }

  static Instant instant(String parameter, String text) {
    try {
      return Storage.instant(text);
    } catch (DateTimeException e) {
      throw Refusal.at(
              RequestRefusal.INVALID_VALUE,
              "query:" + parameter,
              "is an instant like 2026-11-25T09:00:00Z")
          .asException();
    }
  }

  static WebhookEndpointId id(String text) {
    try {
      return WebhookEndpointId.parse(text);
    } catch (IllegalArgumentException e) {
      throw Webhooks.unknown(text);
    }
  }
}
