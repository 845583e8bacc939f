// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import io.trunkline.messaging.Change;
import io.trunkline.messaging.MessageStatus;
import io.trunkline.twilio.TwilioMessage;
import org.jspecify.annotations.Nullable;

/** What a record of Twilio's says of a message of ours. */
final class TwilioRecord {

  private TwilioRecord() {}

  /**
   * @param otherwise the status if Twilio's word for it says nothing to us
   */
  static Change.Said said(TwilioMessage record, @Nullable MessageStatus otherwise) {
    var word = record.status();
    var unit = record.priceUnit();
    return new Change.Said(
        record.sid(),
        word == null ? otherwise : MessageStatus.ofTwilio(word).orElse(otherwise),
        word,
        record.errorCode(),
        record.from(),
        record.price(),
        record.price() == null || unit == null ? null : unit.getCurrencyCode());
  }
}
