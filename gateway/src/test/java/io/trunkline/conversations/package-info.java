// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.conversations;

import org.jspecify.annotations.NullMarked;
