// SPDX-License-Identifier: Apache-2.0
/**
 * Pictures and files. What a caller gives us is stored piece by piece, had by Twilio at an address
 * that nobody can guess, and deleted when its time is over; what comes in is copied from Twilio, if
 * wished. What other people's URLs lead to is fetched through {@code egress}.
 */
@ApplicationModule(
    allowedDependencies = {
      "account",
      "background",
      "callbacks",
      "egress",
      "id",
      "problem",
      "storage",
      "twilio"
    })
@NullMarked
package io.trunkline.media;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
