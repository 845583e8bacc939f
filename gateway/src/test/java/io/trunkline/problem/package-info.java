// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.problem;

import org.jspecify.annotations.NullMarked;
