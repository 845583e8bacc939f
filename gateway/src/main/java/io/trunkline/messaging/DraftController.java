// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.consent.RulingView;
import io.trunkline.media.Media;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Our REST API of messages before they go: what they would be, and what to change of them. */
@RestController
@RequestMapping(path = "/v1/messages", produces = MediaType.APPLICATION_JSON_VALUE)
class DraftController {

  private final Messages messages;
  private final SendRequests requests;
  private final Media media;

  DraftController(Messages messages, SendRequests requests, Media media) {
    this.messages = messages;
    this.requests = requests;
    this.media = media;
  }

  /** A preview as it is shown. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Preview(
      String to,
      String from,
      @Nullable String pool,
      String senderBecause,
      String channel,
      String body,
      @Nullable String template,
      @Nullable Integer templateVersion,
      @Nullable String language,
      String encoding,
      int segments,
      List<MessagePreview.Forcing> forcing,
      @Nullable String estimatedPrice,
      @Nullable String estimatedCurrency,
      @Nullable Instant heldUntil,
      @Nullable String heldBecause,
      @Nullable Instant expiresAt,
      Instant eta,
      RulingView ruling,
      List<MessagePreview.Warning> warnings) {

    static Preview of(MessagePreview preview) {
      var message = preview.message();
      var pin = message.content().template();
      return new Preview(
          message.to(),
          message.from(),
          message.pool(),
          lower(preview.senderBecause()),
          lower(message.channel()),
          message.body(),
          pin == null ? null : pin.template(),
          pin == null ? null : pin.version(),
          pin == null ? null : pin.language(),
          lower(message.encoding()),
          message.segments(),
          preview.forcing(),
          MessageView.amount(message.cost().estimated()),
          message.cost().estimatedCurrency(),
          message.hold().until(),
          MessageStore.lower(message.hold().because()),
          message.hold().expiresAt(),
          preview.eta(),
          RulingView.of(preview.ruling().kept()),
          preview.warnings());
    }

    private static String lower(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Without the body and the numbers. */
    @Override
    public String toString() {
      return "Preview[" + encoding + ", " + segments + "]";
    }
  }

  @PostMapping("/preview")
  Preview preview(Caller caller, @RequestBody JsonNode body) {
    caller.mustHave(Scope.SEND);
    return Preview.of(messages.preview(requests.read(caller.account(), body, null)));
  }

  @PatchMapping("/{id}")
  MessageView edit(Caller caller, @PathVariable String id, @RequestBody JsonNode body) {
    caller.mustHave(Scope.SEND);
    return MessageView.of(
        messages.edit(caller.account(), MessageController.id(id), requests.readEdit(body)), media);
  }
}
