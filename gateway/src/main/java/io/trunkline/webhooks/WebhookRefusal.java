// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import io.trunkline.problem.RefusalCode;

/** Why a webhook is not what somebody wants. */
public enum WebhookRefusal implements RefusalCode {
  UNKNOWN_WEBHOOK_ENDPOINT(404, "There is no such webhook endpoint"),
  UNKNOWN_WEBHOOK_DELIVERY(404, "There is no such webhook delivery"),
  INVALID_WEBHOOK_URL(422, "A webhook cannot go to this URL"),
  UNKNOWN_EVENT_TYPE(422, "There are no events of this type"),
  INVALID_WEBHOOK_SECRET(422, "A secret of webhooks cannot look like that"),
  TOO_MANY_WEBHOOK_ENDPOINTS(409, "The account has as many webhook endpoints as it may have"),
  WEBHOOK_ENDPOINT_DISABLED(409, "The webhook endpoint is disabled"),
  WEBHOOK_EVENT_GONE(410, "The event of the webhook is not kept any more"),
  WEBHOOK_DELIVERY_UNDER_WAY(409, "The webhook is being delivered at this moment"),
  TOO_MANY_WEBHOOK_TESTS(429, "Too many webhook endpoints are being tested");

  private final int status;
  private final String title;

  WebhookRefusal(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
