// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.law;

import org.jspecify.annotations.NullMarked;
