// SPDX-License-Identifier: Apache-2.0

/** Content templates: what they hold, whether WhatsApp has approved them, and how they read. */
@NullMarked
package io.trunkline.emulator.content;

import org.jspecify.annotations.NullMarked;
