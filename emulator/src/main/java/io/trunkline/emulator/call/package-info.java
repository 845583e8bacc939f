// SPDX-License-Identifier: Apache-2.0

/** Calls to people, from the request that orders one until it is over and priced. */
@NullMarked
package io.trunkline.emulator.call;

import org.jspecify.annotations.NullMarked;
