// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.rejections;

import org.jspecify.annotations.NullMarked;
