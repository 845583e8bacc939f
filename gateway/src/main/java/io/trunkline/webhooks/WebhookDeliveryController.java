// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import io.trunkline.webhooks.WebhookDelivery.Status;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Our REST API of what was sent to subscribers. */
@RestController
@RequestMapping(path = "/v1/webhooks", produces = MediaType.APPLICATION_JSON_VALUE)
class WebhookDeliveryController {

  private static final int LARGEST_PAGE = 200;

  private final WebhookDeliveries deliveries;

  WebhookDeliveryController(WebhookDeliveries deliveries) {
    this.deliveries = deliveries;
  }

  /** A page; {@code next} asks for the one after it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(List<View> data, @Nullable String next) {}

  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      String id,
      String endpoint,
      String event,
      String type,
      String subject,
      String status,
      int attempts,
      @Nullable Instant nextAttemptAt,
      Instant createdAt,
      @Nullable Instant finishedAt) {

    static View of(WebhookDelivery delivery) {
      return new View(
          delivery.id().toString(),
          delivery.endpoint().toString(),
          delivery.event().toString(),
          delivery.type(),
          delivery.subject(),
          delivery.status().name().toLowerCase(Locale.ROOT),
          delivery.attempts(),
          delivery.nextAttemptAt(),
          delivery.createdAt(),
          delivery.finishedAt());
    }
  }

  /** One request, and what came of it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Attempt(
      int number,
      Instant at,
      String url,
      @Nullable RequestView request,
      @JsonUnwrapped AnswerView answer) {

    static Attempt of(WebhookAttempt attempt) {
      return new Attempt(
          attempt.number(),
          attempt.at(),
          attempt.url().toString(),
          RequestView.of(attempt.request()),
          AnswerView.of(attempt.answer()));
    }
  }

  /** With what was sent, and every attempt, first to last. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Story(@JsonUnwrapped View delivery, @Nullable String body, List<Attempt> log) {

    /** Without the body. */
    @Override
    public String toString() {
      return "Story[" + delivery + "]";
    }
  }

  @GetMapping("/endpoints/{id}/deliveries")
  Page list(
      Caller caller,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String until,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "50") int limit) {
    caller.mustHave(Scope.READ);
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw refused("limit", "is 1 to " + LARGEST_PAGE);
    }
    var query =
        new WebhookQuery(
            status == null ? null : status(status),
            from == null ? null : WebhookEndpointController.instant("from", from),
            until == null ? null : WebhookEndpointController.instant("until", until),
            after == null ? null : cursor(after),
            limit + 1);
    var found = deliveries.list(caller.account(), WebhookEndpointController.id(id), query);
    var shown = found.stream().limit(limit).map(View::of).toList();
    return new Page(shown, found.size() > limit ? shown.getLast().id() : null);
  }

  @GetMapping("/deliveries/{id}")
  Story find(Caller caller, @PathVariable String id) {
    caller.mustHave(Scope.READ);
    var delivery =
        deliveries.find(caller.account(), id(id)).orElseThrow(() -> WebhookDeliveries.unknown(id));
    var log = deliveries.attempts(caller.account(), delivery.id());
    return new Story(
        View.of(delivery),
        deliveries.body(caller.account(), delivery.id()).orElse(null),
        log.stream().map(Attempt::of).toList());
  }

  @PostMapping("/deliveries/{id}/resend")
  @ResponseStatus(HttpStatus.ACCEPTED)
  View resend(Caller caller, @PathVariable String id) {
    caller.mustHave(Scope.OPERATE);
    return View.of(deliveries.resend(caller.account(), id(id)));
  }

  private static Status status(String text) {
    return Arrays.stream(Status.values())
        .filter(each -> code(each).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                refused(
                    "status",
                    "is one of "
                        + Arrays.stream(Status.values())
                            .map(WebhookDeliveryController::code)
                            .collect(Collectors.joining(", "))));
  }

  private static String code(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static RuntimeException refused(String parameter, String detail) {
    return Refusal.at(RequestRefusal.INVALID_VALUE, "query:" + parameter, detail).asException();
  }

  private static WebhookDeliveryId cursor(String text) {
    try {
      return WebhookDeliveryId.parse(text);
    } catch (IllegalArgumentException e) {
      throw refused("after", "is the next of the page before");
    }
  }

  private static WebhookDeliveryId id(String text) {
    try {
      return WebhookDeliveryId.parse(text);
    } catch (IllegalArgumentException e) {
      throw WebhookDeliveries.unknown(text);
    }
  }
}
