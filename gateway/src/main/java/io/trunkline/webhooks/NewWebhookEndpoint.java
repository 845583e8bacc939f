// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

/** An endpoint that was just made, with the secret that it verifies webhooks by. */
public record NewWebhookEndpoint(WebhookEndpoint endpoint, WebhookSecret secret) {

  /** Without the secret. */
  @Override
  public String toString() {
    return "NewWebhookEndpoint[" + endpoint.id() + "]";
  }
}
