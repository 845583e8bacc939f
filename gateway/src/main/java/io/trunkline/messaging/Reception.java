// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import org.jspecify.annotations.Nullable;

/**
 * What came of an inbound text.
 *
 * @param answer what to answer its sender; null for silence, and for a text that was received
 *     before
 * @param ends whether its sender has taken back consent, or may have
 */
public record Reception(@Nullable String answer, boolean ends) {

  /** Of a text that was received before; what it has ended may not have been answered. */
  static final Reception KNOWN = new Reception(null, true);
}
