// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** Reads what somebody wants an endpoint to be. */
final class EndpointFields {

  /** But for the URL, which everybody has to name. */
  private static final WebhookSettings USUAL = WebhookSettings.to(URI.create(""));

  private EndpointFields() {}

  /**
   * An endpoint that is to be made: what is named, and the rest as usual.
   *
   * @throws RefusalException with all that is wrong; fields that nobody asked for among them
   */
  static WebhookSettings whole(JsonNode body, JsonBody fields) {
    if (!body.hasNonNull("url")) {
      fields.require("url");
    }
    return change(body, fields).apply(USUAL);
  }

  /**
   * What is named; the rest is as it was.
   *
   * @throws RefusalException with all that is wrong; fields that nobody asked for among them
   */
  static UnaryOperator<WebhookSettings> change(JsonNode body, JsonBody fields) {
    var url = url(fields);
    var description = fields.text("description");
    var types = fields.textList("types");
    var ordered = fields.flag("ordered");
    var pace = fields.number("pace_per_second");
    var concurrency = fields.integer("concurrency");
    fields.check();
    return before ->
        new WebhookSettings(
            url.orElse(before.url()),
            description.orElse(before.description()),
            body.hasNonNull("types") ? types : before.types(),
            ordered.orElse(before.ordered()),
            pace.orElse(before.pacePerSecond()),
            concurrency.orElse(before.concurrency()));
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
