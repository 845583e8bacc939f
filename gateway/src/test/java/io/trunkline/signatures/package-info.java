// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.signatures;

import org.jspecify.annotations.NullMarked;
