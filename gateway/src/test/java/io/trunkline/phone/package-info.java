// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.phone;

import org.jspecify.annotations.NullMarked;
