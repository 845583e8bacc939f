// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import io.trunkline.id.Ids;
import java.util.UUID;

/** {@code whd_…} */
public record WebhookDeliveryId(UUID value) {

  public static WebhookDeliveryId parse(String text) {
    return new WebhookDeliveryId(Ids.read("whd", text));
  }

  @Override
  public String toString() {
    return Ids.write("whd", value);
  }
}
