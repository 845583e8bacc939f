// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import org.jspecify.annotations.Nullable;

/**
 * One of Twilio's refusals.
 *
 * @param code Twilio's number; absent if the answer had none
 * @param title from our table, never Twilio's own sentence, which may quote the number
 */
public record TwilioError(@Nullable Integer code, String title, Consequence consequence) {

  @Override
  public String toString() {
    return (code == null ? "" : code + " ") + title;
  }
}
