// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import org.jspecify.annotations.Nullable;

/**
 * One of Twilio's refusals.
 *
 * @param code Twilio's number; absent if the answer had none
 * @param title from our table, never Twilio's own sentence, which may quote the number
 * @param consequence if it is the answer to the request, so that nothing was taken
 * @param afterwards if it is reported of a message that Twilio had taken; never {@link
 *     Consequence#RETRY_LATER} or {@link Consequence#SENDER_BUSY}, and {@link Consequence#FAIL}
 *     where the recipient may have the message after all
 */
public record TwilioError(
    @Nullable Integer code, String title, Consequence consequence, Consequence afterwards) {

  TwilioError(@Nullable Integer code, String title, Consequence consequence) {
    this(code, title, consequence, consequence.afterwards());
  }

  @Override
  public String toString() {
    return (code == null ? "" : code + " ") + title;
  }
}
