// SPDX-License-Identifier: Apache-2.0
/**
 * What went wrong, in a sentence for the person at the terminal. The lowest package of the server:
 * it knows nobody.
 */
@NullMarked
package io.trunkline.server.failure;

import org.jspecify.annotations.NullMarked;
