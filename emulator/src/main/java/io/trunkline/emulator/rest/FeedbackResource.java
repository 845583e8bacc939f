// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Accounts.Caller;
import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;
import java.util.Set;

/** {@code /Messages/{sid}/Feedback}: whether the recipient did what the message was for. */
@Seen(
    what = "Feedback is answered with 200 and cannot be read again.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "OpenAPI twilio_api_v2010")
final class FeedbackResource {
  private static final String PATH = Api.ACCOUNT + "/Messages/{MessageSid}/Feedback.json";
  private static final Set<String> OUTCOMES = Set.of("confirmed", "unconfirmed");

  private final MessagesResource messages;
  private final EmulatorClock clock;

  FeedbackResource(MessagesResource messages, EmulatorClock clock) {
    this.messages = messages;
    this.clock = clock;
  }

  void addTo(Api api) {
    api.on("POST", PATH, this::create);
  }

  private Answer create(Caller caller, Request request) {
    var message = messages.find(caller, request);
    var said = request.form().getOrEmpty("Outcome");
    var outcome = said.isEmpty() ? "confirmed" : said;
    if (!OUTCOMES.contains(outcome)) {
      throw Refusal.badRequest(20001, "Outcome must be confirmed or unconfirmed");
    }
    var now = TwilioDates.rfc2822(clock.now());
    return Answer.json(
        200,
        Json.object(
            json -> {
              json.writeStringProperty("account_sid", message.account().sid());
              json.writeStringProperty("date_created", now);
              json.writeStringProperty("date_updated", now);
              json.writeStringProperty("message_sid", message.sid());
              json.writeStringProperty("outcome", outcome);
              json.writeStringProperty("uri", request.path());
            }));
  }
}
