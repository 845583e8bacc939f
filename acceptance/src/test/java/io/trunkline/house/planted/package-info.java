// SPDX-License-Identifier: Apache-2.0
/** Two rooms that a rule must complain about. The other planted violations are texts in Plants. */
@NullMarked
package io.trunkline.house.planted;

import org.jspecify.annotations.NullMarked;
