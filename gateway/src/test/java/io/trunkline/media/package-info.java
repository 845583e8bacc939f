// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.media;

import org.jspecify.annotations.NullMarked;
