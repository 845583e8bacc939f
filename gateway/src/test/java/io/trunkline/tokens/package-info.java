// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.tokens;

import org.jspecify.annotations.NullMarked;
