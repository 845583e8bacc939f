// SPDX-License-Identifier: Apache-2.0
/** Speaks to a running server over HTTP, as any caller would: for commands and for the demo. */
@NullMarked
package io.trunkline.server.client;

import org.jspecify.annotations.NullMarked;
