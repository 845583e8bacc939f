// SPDX-License-Identifier: Apache-2.0
/** What {@code /actuator/health} and {@code trunkline doctor} have to say about this server. */
@NullMarked
package io.trunkline.server.health;

import org.jspecify.annotations.NullMarked;
