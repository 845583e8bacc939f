// SPDX-License-Identifier: Apache-2.0
/**
 * The one road from Twilio. A callback is judged by its signature against our public URL, stored,
 * answered, applied through the {@link io.trunkline.callbacks.CallbackRoute} of a lower room, and
 * tried again from the store when that fails; one that is not genuine is told to the rejections and
 * leaves nothing here. Rooms below contribute their routes and ask {@link
 * io.trunkline.callbacks.Callbacks} for the address to give to Twilio.
 */
@ApplicationModule(
    allowedDependencies = {
      "account",
      "background",
      "id",
      "problem",
      "rejections",
      "signatures",
      "storage",
      "tokens"
    })
@NullMarked
package io.trunkline.callbacks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
