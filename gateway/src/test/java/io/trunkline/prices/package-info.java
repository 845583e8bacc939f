// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.prices;

import org.jspecify.annotations.NullMarked;
