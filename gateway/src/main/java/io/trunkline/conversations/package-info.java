// SPDX-License-Identifier: Apache-2.0
/**
 * Who speaks with whom. A conversation begins with the first message between one of our senders and
 * somebody's address, moves to the top of the list with each further one, and counts what came in
 * until somebody has read it. It also knows when not to answer: two machines that answer each other
 * would never stop.
 */
@ApplicationModule(allowedDependencies = {"account", "id", "phone", "problem", "storage", "twilio"})
@NullMarked
package io.trunkline.conversations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
