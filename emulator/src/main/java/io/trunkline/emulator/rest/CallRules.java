// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.call.CallDraft;
import io.trunkline.emulator.call.CallEvent;
import io.trunkline.emulator.call.Instructions;
import io.trunkline.emulator.call.Reports;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Parameters;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.number.OwnedNumber;
import io.trunkline.emulator.number.PhoneNumbers;
import io.trunkline.emulator.phone.LineType;
import io.trunkline.emulator.world.World;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Twilio checks before it takes a call, and with which code it refuses. */
@Seen(
    what = "Each refusal of a call has its code.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "api/errors")
final class CallRules {
  private static final int LONGEST_TWIML = 4000;
  private static final int USUAL_RINGING = 60;
  private static final int LONGEST_RINGING = 600;
  private static final int USUAL_LENGTH = 4 * 60 * 60;
  private static final int GREATEST_LENGTH = 24 * 60 * 60;
  private static final Set<String> METHODS = Set.of("GET", "POST");
  private static final Set<String> DETECTIONS = Set.of("", "Enable", "DetectMessageEnd");
  private static final Pattern DIGITS = Pattern.compile("[0-9A-D#*wW]{0,32}");

  private final World world;

  CallRules(World world) {
    this.world = world;
  }

  /**
   * The call that the form asks for.
   *
   * @throws Refusal with Twilio's code for the first thing that is wrong
   */
  CallDraft check(Account account, Parameters form) {
    var to = form.getOrEmpty("To");
    if (to.isEmpty()) {
      throw Refusal.badRequest(21201, "No 'To' number is specified");
    }
    var from = form.getOrEmpty("From");
    if (from.isEmpty()) {
      throw Refusal.badRequest(21213, "Caller phone number is required");
    }
    var instructions = instructions(form);
    var reports = reports(form);
    if (account.isTest()) {
      TestNumbers.checkCall(from, to);
    }
    checkNumber(to);
    var numberSid = account.isTest() ? "" : caller(account, from).sid();
    checkDigits(form);
    return new CallDraft(
        account,
        from,
        to,
        numberSid,
        instructions,
        reports,
        seconds(form, "Timeout", USUAL_RINGING, LONGEST_RINGING),
        seconds(form, "TimeLimit", USUAL_LENGTH, GREATEST_LENGTH),
        detectsMachines(form));
  }

  private void checkNumber(String to) {
    if (to.startsWith("sip:")) {
      throw Refusal.badRequest(21226, "SIP calling is not enabled for this account");
    }
    if (!PhoneNumbers.isPossible(to)) {
      throw Refusal.badRequest(21211, "The 'To' number " + to + " is not a valid phone number.");
    }
    if (!world.callPermissions().allow(to)) {
      throw Refusal.badRequest(21215, "Calls to the region of " + to + " are not enabled");
    }
    boolean premium =
        world
            .handsets()
            .find(to)
            .filter(handset -> handset.profile().line() == LineType.PREMIUM)
            .isPresent();
    if (premium) {
      throw Refusal.badRequest(21202, "The 'To' number " + to + " is a premium number");
    }
  }

  @Seen(
      what = "A call comes from a number of the account: 21212 if it is none, 21210 if not its.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "api/errors/21210")
  private OwnedNumber caller(Account account, String from) {
    if (!PhoneNumbers.isPossible(from)) {
      throw Refusal.badRequest(
          21212, "The 'From' number " + from + " is not a valid phone number.");
    }
    return world
        .numbers()
        .find(from)
        .filter(number -> number.accountSid().equals(account.sid()))
        .orElseThrow(
            () ->
                Refusal.badRequest(
                    21210, "The 'From' number " + from + " is not verified for your account"));
  }

  @Seen(
      what = "Of Url and Twiml, a new call follows Url; an application would win over both.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "OpenAPI twilio_api_v2010")
  private static Instructions instructions(Parameters form) {
    if (!form.getOrEmpty("ApplicationSid").isEmpty()) {
      throw Refusal.badRequest(21218, "ApplicationSid is not one of this account's applications");
    }
    var url = form.getOrEmpty("Url");
    var twiml = form.getOrEmpty("Twiml");
    if (url.isEmpty() && twiml.isEmpty()) {
      throw Refusal.badRequest(21205, "Url parameter is required");
    }
    return instructions(form, url, url.isEmpty() ? twiml : "");
  }

  /**
   * What a running call is to do instead; null if the form says nothing about it.
   *
   * @throws Refusal with Twilio's code for the first thing that is wrong
   */
  @Nullable Instructions instructionsOfUpdate(Parameters form) {
    var url = form.getOrEmpty("Url");
    var twiml = form.getOrEmpty("Twiml");
    if (!url.isEmpty() && !twiml.isEmpty()) {
      throw Refusal.badRequest(20001, "Url and Twiml cannot be used together");
    }
    return url.isEmpty() && twiml.isEmpty() ? null : instructions(form, url, twiml);
  }

  private static Instructions instructions(Parameters form, String url, String twiml) {
    var fallbackUrl = form.getOrEmpty("FallbackUrl");
    if (!url.isEmpty() && !WebAddress.isHttp(url)) {
      throw Refusal.badRequest(21205, "Url is not a valid URL: " + url);
    }
    if (!fallbackUrl.isEmpty() && !WebAddress.isHttp(fallbackUrl)) {
      throw Refusal.badRequest(21205, "FallbackUrl is not a valid URL: " + fallbackUrl);
    }
    if (twiml.length() > LONGEST_TWIML) {
      throw Refusal.badRequest(32018, "Twiml has more than " + LONGEST_TWIML + " characters");
    }
    return new Instructions(
        url, method(form, "Method"), fallbackUrl, method(form, "FallbackMethod"), twiml);
  }

  /**
   * Who is to be told of the call.
   *
   * @throws Refusal with Twilio's code for the first thing that is wrong
   */
  @Seen(
      what = "Without StatusCallbackEvent, only the end of a call is told.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "OpenAPI twilio_api_v2010")
  Reports reports(Parameters form) {
    var url = form.getOrEmpty("StatusCallback");
    if (!url.isEmpty() && !WebAddress.isCallback(url)) {
      throw Refusal.badRequest(21609, "The 'StatusCallback' URL " + url + " is not a valid URL.");
    }
    var events = EnumSet.noneOf(CallEvent.class);
    form.all("StatusCallbackEvent").forEach(name -> events.add(event(name)));
    return new Reports(
        url,
        method(form, "StatusCallbackMethod"),
        events.isEmpty() ? Set.of(CallEvent.COMPLETED) : events);
  }

  private static CallEvent event(String name) {
    return Arrays.stream(CallEvent.values())
        .filter(event -> event.wire().equals(name))
        .findFirst()
        .orElseThrow(() -> Refusal.badRequest(21626, "There is no StatusCallbackEvent " + name));
  }

  private static String method(Parameters form, String name) {
    var method = form.getOrEmpty(name);
    if (method.isEmpty()) {
      return "POST";
    }
    if (!METHODS.contains(method)) {
      throw Refusal.badRequest(21209, name + " must be GET or POST");
    }
    return method;
  }

  private static Duration seconds(Parameters form, String name, int usual, int most) {
    var text = form.getOrEmpty(name);
    long seconds = text.isEmpty() ? usual : Forms.number(text);
    if (seconds < 1 || seconds > most) {
      throw Refusal.badRequest(21208, name + " must be from 1 to " + most + " seconds");
    }
    return Duration.ofSeconds(seconds);
  }

  private static void checkDigits(Parameters form) {
    if (!DIGITS.matcher(form.getOrEmpty("SendDigits")).matches()) {
      throw Refusal.badRequest(21206, "SendDigits must be up to 32 of 0-9, A-D, #, *, w and W");
    }
  }

  @Seen(
      what = "SendDigits switches the detection of machines off.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "OpenAPI twilio_api_v2010")
  private static boolean detectsMachines(Parameters form) {
    var detection = form.getOrEmpty("MachineDetection");
    if (!DETECTIONS.contains(detection)) {
      throw Refusal.badRequest(21234, "MachineDetection must be Enable or DetectMessageEnd");
    }
    return !detection.isEmpty() && form.getOrEmpty("SendDigits").isEmpty();
  }
}
