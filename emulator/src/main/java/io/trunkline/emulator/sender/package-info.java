// SPDX-License-Identifier: Apache-2.0

/** Messaging Services: pools of senders, and which of them a message leaves from. */
@NullMarked
package io.trunkline.emulator.sender;

import org.jspecify.annotations.NullMarked;
