// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import io.trunkline.id.Ids;
import java.util.UUID;

/** {@code whe_…} */
public record WebhookEndpointId(UUID value) {

  public static WebhookEndpointId parse(String text) {
    return new WebhookEndpointId(Ids.read("whe", text));
  }

  @Override
  public String toString() {
    return Ids.write("whe", value);
  }
}
