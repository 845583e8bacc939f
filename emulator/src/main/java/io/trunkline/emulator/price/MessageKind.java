// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.price;

/** Kinds of messages that are priced apart. */
public enum MessageKind {
  OUTBOUND_SMS,
  INBOUND_SMS,
  OUTBOUND_MMS,
  INBOUND_MMS,
  /** Over WhatsApp or another channel that is not the telephone network; it has no segments. */
  CHANNEL
}
