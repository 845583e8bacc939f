// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import io.trunkline.account.AccountId;

/**
 * Something that has just happened.
 *
 * @param type {@code message.delivered}: the kind of thing and what has happened to it
 * @param subject the id of the thing, {@code msg_…}; what happens to one thing can be delivered in
 *     order
 * @param data the thing as the REST API shows it; written as JSON
 */
public record NewEvent(AccountId account, String type, String subject, Object data) {

  /** The data holds numbers and bodies, and is never printed. */
  @Override
  public String toString() {
    return "NewEvent[" + type + ", " + subject + "]";
  }
}
