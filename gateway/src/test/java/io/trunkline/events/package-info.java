// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.events;

import org.jspecify.annotations.NullMarked;
