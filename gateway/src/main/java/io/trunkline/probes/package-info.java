// SPDX-License-Identifier: Apache-2.0
/**
 * Requests to ourselves, signed as Twilio would. A probe is asked for, sent by whoever wants to
 * know through the public address, and arrives once within two minutes; then one can read what
 * arrived of it, whether a callback of Twilio's would have been believed, and if not, why. It
 * reaches no room: its path leads to no route.
 */
@ApplicationModule(
    allowedDependencies = {
      "account",
      "callbacks",
      "problem",
      "rejections",
      "signatures",
      "storage"
    })
@NullMarked
package io.trunkline.probes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
