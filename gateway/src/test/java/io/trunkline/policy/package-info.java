// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.policy;

import org.jspecify.annotations.NullMarked;
