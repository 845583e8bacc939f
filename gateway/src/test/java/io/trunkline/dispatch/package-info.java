// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.dispatch;

import org.jspecify.annotations.NullMarked;
