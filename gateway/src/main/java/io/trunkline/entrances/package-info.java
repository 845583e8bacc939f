// SPDX-License-Identifier: Apache-2.0
/**
 * Which addresses Twilio has been given, and whether they are ours. An entrance is one address of a
 * number or a Messaging Service; it is read at Twilio each time somebody asks, compared with the
 * address under which we are to be called, and set when somebody chooses it. Nothing of it is kept.
 */
@ApplicationModule(allowedDependencies = {"account", "callbacks", "problem", "twilio"})
@NullMarked
package io.trunkline.entrances;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
