// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static io.trunkline.messaging.TestGateway.OUR_NUMBER;

import io.trunkline.emulator.callbacks.CallbackForm;
import java.util.UUID;

/**
 * Texts that Twilio passes on without having heard them itself, so that whatever keeps to them is
 * ours; and whoever sends them knows when they were answered.
 */
record InboundWebhook(TestGateway gateway) {

  /** What is answered to a text to our number. */
  String answerTo(String from, String body) {
    var form =
        new CallbackForm()
            .add("AccountSid", gateway.emulator.accountSid())
            .add("MessageSid", "SM" + UUID.randomUUID().toString().replace("-", ""))
            .add("From", from)
            .add("To", OUR_NUMBER)
            .add("Body", body);
    var answer = new SignedForm("/twilio/messages/inbound", form, null).post(gateway);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }
}
