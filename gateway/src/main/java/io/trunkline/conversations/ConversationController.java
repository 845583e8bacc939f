// SPDX-License-Identifier: Apache-2.0
package io.trunkline.conversations;

import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.conversations.ConversationQuery.Place;
import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.problem.RequestRefusal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
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

/** Our REST API of conversations; their messages are the business of the room of messages. */
@RestController
@RequestMapping(path = "/v1/conversations", produces = MediaType.APPLICATION_JSON_VALUE)
class ConversationController {

  private static final String DEFAULT_PAGE = "50";

  private final Conversations conversations;

  ConversationController(Conversations conversations) {
    this.conversations = conversations;
  }

  @GetMapping
  ConversationView.Page list(
      Caller caller,
      @RequestParam(defaultValue = "false") boolean unread,
      @RequestParam(required = false) @Nullable String contact,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = DEFAULT_PAGE) int limit) {
    caller.mustHave(Scope.READ);
    if (limit < 1 || limit >= ConversationQuery.LARGEST_PAGE) {
      throw invalid("query:limit", "is 1 to " + (ConversationQuery.LARGEST_PAGE - 1));
    }
    var query =
        new ConversationQuery(
            caller.account(),
            unread,
            contact == null ? null : address(contact),
            after == null ? null : place(after),
            limit + 1);
    return ConversationView.Page.of(conversations.list(query), limit);
  }

  @GetMapping("/{id}")
  ConversationView find(Caller caller, @PathVariable String id) {
    caller.mustHave(Scope.READ);
    return conversations
        .find(caller.account(), id(id))
        .map(ConversationView::of)
        .orElseThrow(() -> Conversations.unknown(id));
  }

  @PostMapping("/{id}/read")
  ConversationView read(
      Caller caller,
      @PathVariable String id,
      @RequestBody(required = false) @Nullable JsonNode body) {
    caller.mustHave(Scope.SEND);
    var seen = body == null ? null : seen(new JsonBody(body)).orElse(null);
    return ConversationView.of(conversations.markRead(caller.account(), id(id), seen));
  }

  private static Optional<Instant> seen(JsonBody json) {
    var seen =
        json.text("seen")
            .flatMap(
                text -> {
                  try {
                    return Optional.of(Instant.parse(text));
                  } catch (DateTimeParseException e) {
                    json.refuse(
                        Refusal.at(
                            RequestRefusal.INVALID_VALUE,
                            "/seen",
                            "is a time in ISO 8601, in UTC"));
                    return Optional.empty();
                  }
                });
    json.check();
    return seen;
  }

  private static ConversationId id(String text) {
    try {
      return ConversationId.parse(text);
    } catch (IllegalArgumentException e) {
      throw Conversations.unknown(text);
    }
  }

  private static Place place(String text) {
    try {
      return Place.parse(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.at(
              ConversationRefusal.INVALID_CONVERSATION_CURSOR,
              "query:after",
              "is the \"next\" of another page")
          .asException();
    }
  }

  private static String address(String text) {
    if (!JsonBody.isStorable(text)) {
      throw invalid("query:contact", JsonBody.NOT_STORABLE);
    }
    // A plus sign that nobody has escaped arrives as a space.
    return text.startsWith(" ") ? "+" + text.strip() : text;
  }

  private static RefusalException invalid(String pointer, String detail) {
    return Refusal.at(RequestRefusal.INVALID_VALUE, pointer, detail).asException();
  }
}
