// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import static org.awaitility.Awaitility.await;

import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.message.Feedback;
import com.twilio.type.PhoneNumber;
import io.trunkline.emulator.RawClient;
import io.trunkline.emulator.conformance.Row.Operation;

final class FeedbackRow {
  private FeedbackRow() {}

  static Row<Feedback> row() {
    return Row.of("Feedback", Feedback::getMessageSid)
        .creates((stage, n) -> give(stage, message(stage, "Buy " + n)))
        .without(Operation.LIST, "feedback is given, never asked for")
        .without(Operation.FETCH, "feedback is given, never asked for")
        .without(Operation.UPDATE, "who changes his mind gives it again")
        .without(Operation.DELETE, "it goes with its message")
        .refuses("feedback on no message", 20404, 404, stage -> give(stage, "SM" + "9".repeat(32)))
        .refuses(
            "feedback on a message that was deleted",
            20404,
            404,
            stage -> {
              var sid = message(stage, "Gone");
              await().until(() -> Message.fetcher(sid).fetch(stage.client()).getPrice() != null);
              Message.deleter(sid).delete(stage.client());
              give(stage, sid);
            })
        .refuses(
            "feedback by test credentials",
            20008,
            403,
            stage ->
                Feedback.creator("SM" + "9".repeat(32))
                    .create(stage.as("AC" + "2".repeat(32), "2".repeat(32))));
  }

  private static String give(Stage stage, String messageSid) {
    return Feedback.creator(messageSid)
        .setOutcome(Feedback.Outcome.CONFIRMED)
        .create(stage.client())
        .getMessageSid();
  }

  private static String message(Stage stage, String body) {
    return Message.creator(new PhoneNumber("+14155550123"), new PhoneNumber(RawClient.OURS), body)
        .setProvideFeedback(true)
        .create(stage.client())
        .getSid();
  }
}
