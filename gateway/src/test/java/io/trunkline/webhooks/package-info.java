// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.webhooks;

import org.jspecify.annotations.NullMarked;
