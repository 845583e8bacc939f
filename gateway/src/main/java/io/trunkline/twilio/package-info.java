// SPDX-License-Identifier: Apache-2.0
/**
 * The one road to Twilio. A request goes out exactly once and comes back as a sealed {@link
 * io.trunkline.twilio.TwilioAnswer}. Nobody else imports {@code com.twilio}, or speaks HTTP to
 * Twilio; what Twilio sends us comes in elsewhere.
 */
@ApplicationModule(allowedDependencies = {"account", "phone"})
@NullMarked
package io.trunkline.twilio;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
