// SPDX-License-Identifier: Apache-2.0
/**
 * What a message will cost, before it is sent. Twilio's list for a country is asked for when
 * somebody first wants to know, in the background and never in a request; until it is here the
 * price is unknown. It is kept, and asked for again every day. What Twilio lists nowhere (media,
 * WhatsApp, RCS, calls) is as configured, or unknown.
 */
@ApplicationModule(allowedDependencies = {"account", "background", "problem", "storage", "twilio"})
@NullMarked
package io.trunkline.prices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
