// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.egress;

import org.jspecify.annotations.NullMarked;
