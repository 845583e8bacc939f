// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.message.Channel;
import io.trunkline.emulator.number.PhoneNumbers;
import io.trunkline.emulator.phone.LineType;
import io.trunkline.emulator.world.World;
import java.util.regex.Pattern;

/** To whom Twilio sends a message at all. */
final class RecipientRules {
  private static final Pattern SHORT_CODE = Pattern.compile("[0-9]{3,6}");

  private final World world;

  RecipientRules(World world) {
    this.world = world;
  }

  /**
   * Looks at the address.
   *
   * @param force whether a landline is to be tried wherever it is
   * @throws Refusal with Twilio's code
   */
  void check(String to, boolean force) {
    var channel = Channel.of(to);
    if (channel == Channel.OTHER) {
      throw Refusal.badRequest(30015, "No channel has the 'To' address " + to);
    }
    if (SHORT_CODE.matcher(to).matches()) {
      throw Refusal.badRequest(21265, "'To' number cannot be a Short Code: " + to);
    }
    var number = Channel.number(to);
    if (!PhoneNumbers.isPossible(number)) {
      throw Refusal.badRequest(21211, "The 'To' number " + to + " is not a valid phone number.");
    }
    if (channel == Channel.SMS) {
      checkSms(number, force);
    }
  }

  @Seen(
      what = "A country without permission is refused before anything is sent.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "api/errors/21408")
  private void checkSms(String number, boolean force) {
    if (!world.geoPermissions().allow(number)) {
      throw Refusal.badRequest(
          21408, "Permission to send a message to the region of " + number + " is not enabled");
    }
    if (isLandline(number) && !isTriedAnyway(number) && !force) {
      throw Refusal.badRequest(21635, "'To' number cannot be a landline: " + number);
    }
  }

  private boolean isLandline(String number) {
    return world
        .handsets()
        .find(number)
        .filter(handset -> handset.profile().line() == LineType.LANDLINE)
        .isPresent();
  }

  @Seen(
      what = "Landlines are tried in the US, Canada and the UK, and refused elsewhere.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "api/errors/21635")
  private static boolean isTriedAnyway(String number) {
    return PhoneNumbers.isNorthAmerican(number) || number.startsWith("+44");
  }
}
