// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.conversations.ConversationId;
import io.trunkline.conversations.ConversationRefusal;
import io.trunkline.media.Media;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
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

/** Our REST API of what is said in conversations. */
@RestController
@RequestMapping(
    path = "/v1/conversations/{id}/messages",
    produces = MediaType.APPLICATION_JSON_VALUE)
class ConversationMessagesController {

  private static final String DEFAULT_PAGE = "50";

  private final Messages messages;
  private final SendRequests requests;
  private final Media media;

  ConversationMessagesController(Messages messages, SendRequests requests, Media media) {
    this.messages = messages;
    this.requests = requests;
    this.media = media;
  }

  @GetMapping
  MessageView.Page list(
      Caller caller,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = DEFAULT_PAGE) int limit) {
    caller.mustHave(Scope.READ);
    if (limit < 1 || limit >= MessageQuery.LARGEST_PAGE) {
      throw Refusal.at(
              RequestRefusal.INVALID_VALUE,
              "query:limit",
              "is 1 to " + (MessageQuery.LARGEST_PAGE - 1))
          .asException();
    }
    var before = after == null ? null : MessageController.cursor(after);
    return MessageView.Page.of(
        messages.list(caller.account(), id(id), before, limit + 1), limit, media);
  }

  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  MessageView.Accepted reply(
      Caller caller,
      @PathVariable String id,
      @RequestBody JsonNode body,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
    caller.mustHave(Scope.SEND);
    return MessageView.Accepted.of(
        messages.reply(caller.account(), id(id), start -> requests.readReply(start, body, key)));
  }

  private static ConversationId id(String text) {
    try {
      return ConversationId.parse(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.of(ConversationRefusal.UNKNOWN_CONVERSATION, "There is no conversation " + text)
          .asException();
    }
  }
}
