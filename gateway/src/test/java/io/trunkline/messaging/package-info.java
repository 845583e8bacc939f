// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.messaging;

import org.jspecify.annotations.NullMarked;
