// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.replays;

import org.jspecify.annotations.NullMarked;
