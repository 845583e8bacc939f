// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trunkline.events.Event;
import tools.jackson.databind.json.JsonMapper;

/** An event as the body of a webhook. The same event is always the same bytes. */
final class Envelope {

  /** What a receiver can be expected to take. */
  static final int LARGEST = 256 * 1024;

  private static final JsonMapper JSON = JsonMapper.shared();

  private Envelope() {}

  /** Without its data if that is too much, and says where they are. */
  static byte[] of(Event event) {
    var whole = event.envelope().getBytes(UTF_8);
    return whole.length <= LARGEST ? whole : link(event);
  }

  /** The same as text. */
  static String text(Event event) {
    return new String(of(event), UTF_8);
  }

  private static byte[] link(Event event) {
    return JSON.writeValueAsBytes(
        JSON.createObjectNode()
            .put("id", event.id().toString())
            .put("type", event.type())
            .put("timestamp", event.at().toString())
            .put("account", event.account().toString())
            .put("subject", event.subject())
            .put("data_omitted", true)
            .put("data_url", "/v1/events/" + event.id()));
  }
}
