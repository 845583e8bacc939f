// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.callbacks;

import org.jspecify.annotations.NullMarked;
