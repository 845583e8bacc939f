// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.templates;

import org.jspecify.annotations.NullMarked;
