// SPDX-License-Identifier: Apache-2.0

/** Measures decisions by the recipient's law, within one process, by JMH. */
@NullMarked
package io.trunkline.bench.decide;

import org.jspecify.annotations.NullMarked;
