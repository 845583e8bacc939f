// SPDX-License-Identifier: Apache-2.0
/** Server, emulator and people with phones: stories that must hold from end to end. */
@NullMarked
package io.trunkline.acceptance;

import org.jspecify.annotations.NullMarked;
