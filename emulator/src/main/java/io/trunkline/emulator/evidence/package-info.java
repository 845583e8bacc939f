// SPDX-License-Identifier: Apache-2.0

/** Where each imitated behaviour was seen. */
@NullMarked
package io.trunkline.emulator.evidence;

import org.jspecify.annotations.NullMarked;
