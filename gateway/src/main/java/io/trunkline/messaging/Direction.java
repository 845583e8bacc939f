// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

/** Which way a message goes, seen from us. */
public enum Direction {
  OUTBOUND,
  INBOUND
}
