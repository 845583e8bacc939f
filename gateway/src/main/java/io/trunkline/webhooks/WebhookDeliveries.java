// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import io.trunkline.account.AccountId;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.problem.RequestRefusal;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was sent to subscribers and what they answered; and orders to send it again. */
public final class WebhookDeliveries {

  private static final int RESENT_AT_ONCE = 1000;

  private final LogStore log;
  private final EndpointStore endpoints;
  private final Runnable wake;
  private final Clock clock;

  WebhookDeliveries(LogStore log, EndpointStore endpoints, Runnable wake, Clock clock) {
    this.log = log;
    this.endpoints = endpoints;
    this.wake = wake;
    this.clock = clock;
  }

  /**
   * @throws RefusalException if there is no such endpoint, or the query goes on after a delivery
   *     that it has not, or has no more
   */
  public List<WebhookDelivery> list(
      AccountId account, WebhookEndpointId endpoint, WebhookQuery query) {
    var _ = required(account, endpoint);
    var after = query.after();
    if (after != null && !log.isOf(endpoint, after)) {
      throw Refusal.at(
              RequestRefusal.INVALID_VALUE,
              "query:after",
              "is no delivery to this endpoint, or none that is kept any more")
          .asException();
    }
    return log.list(endpoint, query);
  }

  public Optional<WebhookDelivery> find(AccountId account, WebhookDeliveryId id) {
    return log.find(account, id);
  }

  /**
   * Every request that was made for it and has come to something, first to last.
   *
   * @throws RefusalException if there is no such delivery
   */
  public List<WebhookAttempt> attempts(AccountId account, WebhookDeliveryId id) {
    var _ = required(account, id);
    return log.attempts(id);
  }

  /**
   * The body of each of its attempts; as UTF-8 the very bytes. Empty if it is delivered and its
   * event is not kept any more.
   *
   * @throws RefusalException if there is no such delivery
   */
  public Optional<String> body(AccountId account, WebhookDeliveryId id) {
    var _ = required(account, id);
    return log.event(account, id).map(Envelope::text);
  }

  /**
   * Sends it again, whatever became of it, with the same id, and tries as often as if it were new.
   *
   * @throws RefusalException if there is no such delivery, its endpoint is disabled, it is being
   *     sent at this moment, or it is delivered and its event is not kept any more
   */
  public WebhookDelivery resend(AccountId account, WebhookDeliveryId id) {
    var delivery = required(account, id);
    mustBeEnabled(account, delivery.endpoint());
    if (log.event(account, id).isEmpty()) {
      throw Refusal.of(
              WebhookRefusal.WEBHOOK_EVENT_GONE, "What was delivered is kept as long as its event")
          .asException();
    }
    if (!log.resend(id, now())) {
      throw Refusal.of(
              WebhookRefusal.WEBHOOK_DELIVERY_UNDER_WAY, "Wait for what comes of this attempt")
          .asException();
    }
    wake.run();
    return required(account, id);
  }

  /**
   * Sends again whatever was given up of the events since then, oldest first.
   *
   * @return how many
   * @throws RefusalException if there is no such endpoint, or it is disabled
   */
  public int resendFailed(AccountId account, WebhookEndpointId endpoint, Instant since) {
    mustBeEnabled(account, endpoint);
    var now = now();
    int all = 0;
    int some;
    do {
      some = log.resendFailed(endpoint, since, now, RESENT_AT_ONCE);
      all += some;
      wake.run();
    } while (some == RESENT_AT_ONCE);
    return all;
  }

  private void mustBeEnabled(AccountId account, WebhookEndpointId id) {
    if (!required(account, id).isEnabled()) {
      throw Refusal.of(WebhookRefusal.WEBHOOK_ENDPOINT_DISABLED, "Enable the endpoint first")
          .asException();
    }
  }

  private WebhookEndpoint required(AccountId account, WebhookEndpointId id) {
    return endpoints.find(account, id).orElseThrow(() -> Webhooks.unknown(id.toString()));
  }

  private WebhookDelivery required(AccountId account, WebhookDeliveryId id) {
    return find(account, id).orElseThrow(() -> unknown(id.toString()));
  }

  static RefusalException unknown(String id) {
    return Refusal.of(WebhookRefusal.UNKNOWN_WEBHOOK_DELIVERY, "There is no delivery " + id)
        .asException();
  }

  private Instant now() {
    return Storage.storable(clock.instant());
  }
}
