// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.consent;

import org.jspecify.annotations.NullMarked;
