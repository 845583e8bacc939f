// SPDX-License-Identifier: Apache-2.0
/**
 * Tells subscribers what has happened: signed by the Standard Webhooks specification, tried again
 * for more than a day, in order where they wish it, and logged. A delivery is written for each
 * endpoint that listens, in the transaction of the event; it waits in the lane of its endpoint, is
 * claimed, sent, and either delivered or tried again until it has failed. Who wants to give
 * subscribers something comes in by recording an event.
 */
@ApplicationModule(
    allowedDependencies = {
      "account",
      "background",
      "dispatch",
      "egress",
      "events",
      "id",
      "problem",
      "storage"
    })
@NullMarked
package io.trunkline.webhooks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
