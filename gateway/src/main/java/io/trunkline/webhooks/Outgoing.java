// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import io.trunkline.account.AccountId;
import io.trunkline.events.Event;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A claimed delivery.
 *
 * @param ordered whether others may wait for it
 * @param number of the attempt that begins
 * @param failures since it was last ordered to be sent
 * @param event null if it is not kept any more
 */
record Outgoing(
    WebhookDeliveryId id,
    Target target,
    boolean ordered,
    int number,
    int failures,
    @Nullable Event event) {

  /** Where it goes, how fast, and with what it is signed. */
  record Target(
      WebhookEndpointId id,
      AccountId account,
      URI url,
      double pacePerSecond,
      SecretStore.Sealed secrets) {}
}
