// SPDX-License-Identifier: Apache-2.0
package io.trunkline.probes;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * A request as Twilio would make it, for somebody to send through the public address within its
 * time. It arrives once.
 *
 * @param id by which to ask what has arrived
 * @param url to POST to
 * @param headers to send, signature and type of the content among them
 * @param form the body
 * @param expiresAt when it means nothing any more
 */
public record Probe(
    String id, URI url, Map<String, String> headers, String form, Instant expiresAt) {

  public Probe {
    headers = Map.copyOf(headers);
  }
}
