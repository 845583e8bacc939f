// SPDX-License-Identifier: Apache-2.0
package io.trunkline.prices;

import io.trunkline.account.AccountId;
import io.trunkline.twilio.Channel;

/**
 * What is to be sent.
 *
 * @param country where the recipient's number belongs, two letters
 * @param segments counts for texts only; everything else is priced by the message
 * @param media whether there is any; a text with media is an MMS
 */
public record PriceQuestion(
    AccountId account,
    String country,
    Channel channel,
    PricedSender sender,
    int segments,
    boolean media) {

  Channel pricedChannel() {
    return channel == Channel.SMS && media ? Channel.MMS : channel;
  }
}
