// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.background;

import org.jspecify.annotations.NullMarked;
