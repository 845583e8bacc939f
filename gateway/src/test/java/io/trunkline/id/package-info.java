// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.id;

import org.jspecify.annotations.NullMarked;
