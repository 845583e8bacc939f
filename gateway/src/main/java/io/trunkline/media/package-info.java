// SPDX-License-Identifier: Apache-2.0
/**
 * Pictures and files. What a caller gives us is stored piece by piece, had by Twilio at an address
 * that nobody can guess, and deleted when its time is over; what comes in is copied from Twilio, if
 * wished. Beside {@code twilio} the only room that asks others by HTTP, and only public addresses:
 * the URLs are other people's.
 */
@ApplicationModule(
    allowedDependencies = {
      "account",
      "background",
      "callbacks",
      "id",
      "problem",
      "storage",
      "twilio"
    })
@NullMarked
package io.trunkline.media;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
