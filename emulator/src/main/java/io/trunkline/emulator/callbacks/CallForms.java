// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.callbacks;

import io.trunkline.emulator.call.CallStatus;
import io.trunkline.emulator.call.EmulatedCall;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.number.Places;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The parameters that Twilio sends about a call. */
final class CallForms {
  private static final String API_VERSION = "2010-04-01";
  private static final DateTimeFormatter RFC_2822 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private CallForms() {}

  /** The request for TwiML. */
  @Seen(
      what = "A request about a call tells both ends twice, each with its place.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "voice/twiml#twilios-request-to-your-application")
  static CallbackForm voice(EmulatedCall call) {
    var form = ends(call, call.state());
    addMachine(form, call, call.state());
    return form;
  }

  /**
   * The status callback for the status it has now.
   *
   * @param number of the callback, from 0
   * @param now when it is sent
   */
  @Seen(
      what = "A call's end is told with seconds, minutes begun and the SIP answer.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "voice/api/call-resource#statuscallback")
  static CallbackForm status(EmulatedCall call, int number, Instant now) {
    var state = call.state();
    var form = ends(call, state);
    if (state.status().isFinal()) {
      form.add("CallDuration", Long.toString(state.length().toSeconds()));
    }
    if (state.status() == CallStatus.COMPLETED) {
      form.add("Duration", Long.toString(state.minutes()));
    }
    var sipCode = state.sipCode();
    if (sipCode != null) {
      form.add("SipResponseCode", sipCode.toString());
    }
    form.add("Timestamp", RFC_2822.format(now))
        .add("CallbackSource", "call-progress-events")
        .add("SequenceNumber", Integer.toString(number));
    addMachine(form, call, state);
    return form;
  }

  private static CallbackForm ends(EmulatedCall call, EmulatedCall.State state) {
    var form =
        new CallbackForm()
            .add("CallSid", call.sid())
            .add("AccountSid", call.account().sid())
            .add("From", call.from())
            .add("To", call.to())
            .add("Caller", call.from())
            .add("Called", call.to())
            .add("CallStatus", state.status().wire())
            .add("ApiVersion", API_VERSION)
            .add("Direction", "outbound-api");
    var from = Places.of(call.from());
    var to = Places.of(call.to());
    addPlace(form, "From", from);
    addPlace(form, "To", to);
    addPlace(form, "Caller", from);
    addPlace(form, "Called", to);
    return form;
  }

  private static void addPlace(CallbackForm form, String end, Places.Place place) {
    form.add(end + "City", place.city())
        .add(end + "State", place.state())
        .add(end + "Zip", place.zip())
        .add(end + "Country", place.country());
  }

  @Seen(
      what = "Who asks for the detection of machines is told who answered.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "voice/answering-machine-detection")
  private static void addMachine(CallbackForm form, EmulatedCall call, EmulatedCall.State state) {
    if (call.draft().detectsMachines() && state.answered() != null) {
      form.add("AnsweredBy", "human");
    }
  }
}
