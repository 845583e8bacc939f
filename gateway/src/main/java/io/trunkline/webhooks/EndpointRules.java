// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import io.trunkline.egress.Egress;
import io.trunkline.problem.Refusal;

/** Which endpoints we take. */
final class EndpointRules {

  private final Egress egress;
  private final boolean httpAllowed;
  private final int mostEndpoints;

  EndpointRules(Egress egress, WebhooksProperties properties) {
    this.egress = egress;
    this.httpAllowed = properties.allowHttp();
    this.mostEndpoints = properties.mostEndpoints();
  }

  /** How many endpoints an account may have. */
  int mostEndpoints() {
    return mostEndpoints;
  }

  /**
   * Looks the host up, so that no transaction may be open.
   *
   * @throws io.trunkline.problem.RefusalException with all that is wrong
   */
  void check(WebhookSettings settings) {
    var refusals = settings.refusals(httpAllowed);
    if (refusals.isEmpty() && !egress.mayBeReached(settings.url().getHost())) {
      refusals.add(
          Refusal.at(
              WebhookRefusal.INVALID_WEBHOOK_URL,
              "/url",
              "leads to an address that is not public"));
    }
    if (!refusals.isEmpty()) {
      throw Refusal.ofAll(refusals).asException();
    }
  }
}
