// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.handover;

import org.jspecify.annotations.NullMarked;
