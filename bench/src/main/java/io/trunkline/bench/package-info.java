// SPDX-License-Identifier: Apache-2.0

/**
 * Programs that measure what Trunkline claims: as ratios in one run on one machine, of built jars
 * in processes of their own.
 */
@NullMarked
package io.trunkline.bench;

import org.jspecify.annotations.NullMarked;
