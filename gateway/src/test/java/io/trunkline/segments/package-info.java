// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.segments;

import org.jspecify.annotations.NullMarked;
