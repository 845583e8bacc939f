// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads what somebody wants an endpoint to be. */
final class EndpointFields {

  private EndpointFields() {}

  /**
   * What is named; the rest is as it was.
   *
   * @param before empty for an endpoint that is to be made
   * @throws RefusalException with all that is wrong; fields that nobody asked for among them
   */
  static WebhookSettings read(JsonNode body, JsonBody fields, Optional<WebhookSettings> before) {
    var url = url(fields);
    if (before.isEmpty() && !body.hasNonNull("url")) {
      fields.require("url");
    }
    var description = fields.text("description");
    var types = fields.textList("types");
    var ordered = fields.flag("ordered");
    var pace = fields.number("pace_per_second");
    var concurrency = fields.integer("concurrency");
    fields.check();
    var base = before.orElseGet(() -> WebhookSettings.to(url.orElseThrow()));
    return new WebhookSettings(
        url.orElse(base.url()),
        description.orElse(base.description()),
        body.hasNonNull("types") ? List.copyOf(types) : base.types(),
        ordered.orElse(base.ordered()),
        pace.orElse(base.pacePerSecond()),
        concurrency.orElse(base.concurrency()));
  }

  private static Optional<URI> url(JsonBody fields) {
    return fields
        .text("url")
        .flatMap(
            text -> {
              try {
                return Optional.of(new URI(text));
              } catch (URISyntaxException e) {
                fields.refuse(Refusal.at(WebhookRefusal.INVALID_WEBHOOK_URL, "/url", "is no URL"));
                return Optional.empty();
              }
            });
  }

  static Optional<WebhookSecret> secret(JsonBody fields) {
    return fields
        .text("secret")
        .flatMap(
            text -> {
              try {
                return Optional.of(new WebhookSecret(text));
              } catch (RefusalException e) {
                fields.refuse(e.refusal());
                return Optional.empty();
              }
            });
  }
}
