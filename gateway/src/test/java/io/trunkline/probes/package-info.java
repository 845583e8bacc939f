// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.probes;

import org.jspecify.annotations.NullMarked;
