// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.numbers;

import org.jspecify.annotations.NullMarked;
