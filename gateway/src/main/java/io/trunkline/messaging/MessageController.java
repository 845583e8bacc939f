// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.consent.Consents;
import io.trunkline.consent.RulingView;
import io.trunkline.media.Media;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.problem.RequestRefusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Our REST API of messages. */
@RestController
@RequestMapping(path = "/v1/messages", produces = MediaType.APPLICATION_JSON_VALUE)
class MessageController {

  private static final String DEFAULT_PAGE = "50";

  private final Messages messages;
  private final Consents consents;
  private final SendRequests requests;
  private final Media media;

  /** What was decided about a message, the oldest first. */
  record Rulings(List<RulingView> data) {}

  MessageController(Messages messages, Consents consents, SendRequests requests, Media media) {
    this.messages = messages;
    this.consents = consents;
    this.requests = requests;
    this.media = media;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  MessageView.Accepted send(
      Caller caller,
      @RequestBody JsonNode body,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
    caller.mustHave(Scope.SEND);
    return MessageView.Accepted.of(messages.accept(requests.read(caller.account(), body, key)));
  }

  @GetMapping("/{id}")
  MessageView find(Caller caller, @PathVariable String id) {
    caller.mustHave(Scope.READ);
    return messages
        .find(caller.account(), id(id))
        .map(message -> MessageView.of(message, media))
        .orElseThrow(() -> unknown(id));
  }

  @GetMapping("/{id}/events")
  MessageView.Timeline timeline(Caller caller, @PathVariable String id) {
    caller.mustHave(Scope.READ);
    return MessageView.Timeline.of(messages.timeline(caller.account(), id(id)));
  }

  /** What consent and law have said of it, the oldest first. */
  @GetMapping("/{id}/rulings")
  Rulings rulings(Caller caller, @PathVariable String id) {
    caller.mustHave(Scope.READ);
    var message = messages.find(caller.account(), id(id)).orElseThrow(() -> unknown(id));
    return new Rulings(
        consents.rulings(caller.account(), message.id().value()).stream()
            .map(RulingView::of)
            .toList());
  }

  @PostMapping("/{id}/cancel")
  MessageView cancel(Caller caller, @PathVariable String id) {
    caller.mustHave(Scope.SEND);
    return MessageView.of(messages.cancel(caller.account(), id(id)), media);
  }

  @GetMapping
  MessageView.Page list(
      Caller caller,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = DEFAULT_PAGE) int limit) {
    caller.mustHave(Scope.READ);
    if (limit < 1 || limit >= MessageQuery.LARGEST_PAGE) {
      throw invalid("query:limit", "is 1 to " + (MessageQuery.LARGEST_PAGE - 1));
    }
    var query =
        new MessageQuery(
            caller.account(),
            address("query:to", to),
            address("query:from", from),
            status == null ? null : status(status),
            after == null ? null : cursor(after),
            limit + 1);
    return MessageView.Page.of(messages.list(query), limit, media);
  }

  static MessageId id(String text) {
    try {
      return MessageId.parse(text);
    } catch (IllegalArgumentException e) {
      throw unknown(text);
    }
  }

  static MessageId cursor(String text) {
    try {
      return MessageId.parse(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.at(
              MessageRefusal.INVALID_CURSOR, "query:after", "is the \"next\" of another page")
          .asException();
    }
  }

  private static MessageStatus status(String text) {
    try {
      return MessageStatus.ofCode(text);
    } catch (IllegalArgumentException e) {
      throw invalid("query:status", "is no status of a message");
    }
  }

  /** A number however it is punctuated; anything else as it stands. */
  private static @Nullable String address(String pointer, @Nullable String text) {
    if (text == null) {
      return null;
    }
    if (!JsonBody.isStorable(text)) {
      throw invalid(pointer, JsonBody.NOT_STORABLE);
    }
    // A plus sign that nobody has escaped arrives as a space.
    var address = text.startsWith(" ") ? "+" + text.strip() : text;
    if (!address.startsWith("+")) {
      return address;
    }
    try {
      return PhoneNumber.parse(address).e164();
    } catch (IllegalArgumentException e) {
      throw Refusal.at(MessageRefusal.INVALID_NUMBER, pointer, String.valueOf(e.getMessage()))
          .asException();
    }
  }

  private static RefusalException invalid(String pointer, String detail) {
    return Refusal.at(RequestRefusal.INVALID_VALUE, pointer, detail).asException();
  }

  private static RefusalException unknown(String id) {
    return Refusal.of(MessageRefusal.UNKNOWN_MESSAGE, "There is no message " + id).asException();
  }
}
