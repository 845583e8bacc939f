// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import io.trunkline.events.EventId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What was sent beside the body: by it a receiver sees why a webhook does not verify.
 *
 * @param timestamp the time that was signed, in whole seconds
 * @param signedWith the {@link WebhookSecret#fingerprint} of each secret that signed, the current
 *     one first
 * @param bodySha256 in lower-case hexadecimal digits
 */
public record WebhookRequest(
    EventId event, Instant timestamp, List<String> signedWith, String bodySha256) {

  public WebhookRequest {
    signedWith = List.copyOf(signedWith);
  }

  static WebhookRequest of(EventId event, Instant now, WebhookSecrets secrets, byte[] body) {
    return new WebhookRequest(
        event,
        now.truncatedTo(ChronoUnit.SECONDS),
        secrets.all().stream().map(WebhookSecret::fingerprint).toList(),
        Sha256.of(body));
  }

  /** As they went out, but for the signature. */
  public SequencedMap<String, String> headers() {
    var headers = new LinkedHashMap<String, String>();
    headers.put("content-type", "application/json; charset=UTF-8");
    headers.put("user-agent", "Trunkline-Webhooks");
    headers.put("webhook-id", event.toString());
    headers.put("webhook-timestamp", Long.toString(timestamp.getEpochSecond()));
    return headers;
  }
}
