// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.storage;

import org.jspecify.annotations.NullMarked;
