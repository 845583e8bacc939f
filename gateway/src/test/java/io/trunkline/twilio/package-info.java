// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.twilio;

import org.jspecify.annotations.NullMarked;
