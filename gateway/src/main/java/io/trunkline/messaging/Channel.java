// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

/** What a message travels by. */
public enum Channel {
  SMS
}
