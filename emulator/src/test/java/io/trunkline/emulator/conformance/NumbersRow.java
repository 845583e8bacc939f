// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.type.PhoneNumber;
import java.net.URI;

final class NumbersRow {
  private NumbersRow() {}

  static Row<IncomingPhoneNumber> row() {
    return Row.of("IncomingPhoneNumbers", IncomingPhoneNumber::getSid)
        .creates((stage, n) -> rent(stage, "+1212555011" + n).getSid())
        .lists(stage -> IncomingPhoneNumber.reader())
        .fetches((stage, sid) -> IncomingPhoneNumber.fetcher(sid))
        .updates(
            (stage, sid) ->
                IncomingPhoneNumber.updater(sid).setSmsUrl(URI.create("https://example.com/sms")),
            IncomingPhoneNumber::getSmsUrl,
            URI.create("https://example.com/sms"))
        .deletes((stage, sid) -> IncomingPhoneNumber.deleter(sid))
        .refuses("a number that is taken", 21422, 400, stage -> rent(stage, "+14155550100"))
        .refuses("what is no number", 21421, 400, stage -> rent(stage, "nonsense"))
        .refuses(
            "an area code that cannot be",
            21451,
            400,
            stage -> IncomingPhoneNumber.creator("055").create(stage.client()))
        .refuses(
            "a URL that is none",
            21402,
            400,
            stage ->
                IncomingPhoneNumber.creator(new PhoneNumber("+12125550119"))
                    .setSmsUrl(URI.create("nonsense"))
                    .create(stage.client()));
  }

  private static IncomingPhoneNumber rent(Stage stage, String number) {
    return IncomingPhoneNumber.creator(new PhoneNumber(number)).create(stage.client());
  }
}
