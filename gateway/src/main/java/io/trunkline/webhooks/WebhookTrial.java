// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import org.jspecify.annotations.Nullable;

/**
 * A test event, which is in no log.
 *
 * @param request null if none was made
 * @param body as UTF-8 the very bytes
 */
public record WebhookTrial(@Nullable WebhookRequest request, String body, WebhookAnswer answer) {

  /** Without the body. */
  @Override
  public String toString() {
    return "WebhookTrial[" + request + ", " + answer + "]";
  }
}
