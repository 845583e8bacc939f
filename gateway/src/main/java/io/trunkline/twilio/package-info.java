// SPDX-License-Identifier: Apache-2.0
/**
 * The one road to Twilio and the one road from it. A request goes out exactly once and comes back
 * as a sealed {@link io.trunkline.twilio.TwilioAnswer}. A callback is judged by its signature,
 * stored, applied through the {@link io.trunkline.twilio.CallbackRoute} of a lower room, and tried
 * again from the store when that fails. Nobody else imports {@code com.twilio}.
 */
@ApplicationModule(
    allowedDependencies = {"id", "storage", "background", "problem", "phone", "account"})
@NullMarked
package io.trunkline.twilio;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
