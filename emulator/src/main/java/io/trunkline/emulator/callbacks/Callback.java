// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.callbacks;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.message.EmulatedMessage;

/**
 * One callback to be sent.
 *
 * @param account whose token signs it
 * @param about the SID of what it is about; callbacks about the same go in turn
 */
record Callback(
    SentCallback.Kind kind,
    Account account,
    String about,
    String method,
    String url,
    CallbackForm form) {
  /** One about a message. */
  Callback(
      SentCallback.Kind kind,
      EmulatedMessage message,
      String method,
      String url,
      CallbackForm form) {
    this(kind, message.account(), message.sid(), method, url, form);
  }
}
