// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.settings;

import org.jspecify.annotations.NullMarked;
