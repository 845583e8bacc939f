// SPDX-License-Identifier: Apache-2.0
/**
 * The command line. One class for each command; a command prints what it did or one sentence about
 * what is wrong, and ends with 0 (done), 1 (could not) or 2 (not understood).
 */
@NullMarked
package io.trunkline.server.cli;

import org.jspecify.annotations.NullMarked;
