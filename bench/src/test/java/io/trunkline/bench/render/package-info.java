// SPDX-License-Identifier: Apache-2.0

/** Measures the rendering of templates, within one process, by JMH. */
@NullMarked
package io.trunkline.bench.render;

import org.jspecify.annotations.NullMarked;
