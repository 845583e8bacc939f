// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.account;

import org.jspecify.annotations.NullMarked;
