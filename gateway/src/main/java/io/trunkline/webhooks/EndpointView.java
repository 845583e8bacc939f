// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * An endpoint as it is shown, in our REST API and in events.
 *
 * @param secret only right after it was made
 * @param waiting how many deliveries wait; absent in events
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record EndpointView(
    String id,
    String url,
    String description,
    List<String> types,
    boolean ordered,
    double pacePerSecond,
    int concurrency,
    boolean enabled,
    @Nullable String disabledBecause,
    Instant since,
    @Nullable Instant failingSince,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Long waiting,
    @Nullable String secret) {

  /** What an event tells of an endpoint. */
  record Data(EndpointView endpoint) {

    /**
     * Of its URL without the path and what comes after it: others hear the event, and the rest of
     * such a URL often is a secret.
     */
    static Data of(WebhookEndpoint endpoint) {
      var url = endpoint.settings().url();
      var host = url.getScheme() + "://" + url.getRawAuthority() + "/";
      return new Data(EndpointView.of(endpoint, host, null, null));
    }
  }

  static EndpointView of(WebhookEndpoint endpoint, long waiting, @Nullable WebhookSecret secret) {
    return of(endpoint, endpoint.settings().url().toString(), waiting, secret);
  }

  private static EndpointView of(
      WebhookEndpoint endpoint,
      String url,
      @Nullable Long waiting,
      @Nullable WebhookSecret secret) {
    var settings = endpoint.settings();
    var because = endpoint.disabledBecause();
    return new EndpointView(
        endpoint.id().toString(),
        url,
        settings.description(),
        settings.types(),
        settings.ordered(),
        settings.pacePerSecond(),
        settings.concurrency(),
        endpoint.isEnabled(),
        because == null ? null : because.name().toLowerCase(Locale.ROOT),
        endpoint.since(),
        endpoint.failingSince(),
        endpoint.createdAt(),
        endpoint.updatedAt(),
        waiting,
        secret == null ? null : secret.text());
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "EndpointView[" + id + "]";
  }
}
