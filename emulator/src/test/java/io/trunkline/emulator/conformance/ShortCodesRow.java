// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import com.twilio.rest.api.v2010.account.ShortCode;
import io.trunkline.emulator.RawClient;
import io.trunkline.emulator.conformance.Row.Operation;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

final class ShortCodesRow {
  private ShortCodesRow() {}

  static Row<ShortCode> row() {
    return Row.of("ShortCodes", ShortCode::getSid)
        .standing(ShortCodesRow::sids)
        .lists(stage -> ShortCode.reader())
        .fetches((stage, sid) -> ShortCode.fetcher(sid))
        .updates(
            (stage, sid) -> ShortCode.updater(sid).setSmsUrl(URI.create("https://example.com/sms")),
            ShortCode::getSmsUrl,
            URI.create("https://example.com/sms"))
        .without(Operation.CREATE, "short codes are leased, not made")
        .without(Operation.DELETE, "a lease does not end by the API")
        .refuses(
            "a short code that is not there",
            20404,
            404,
            stage -> ShortCode.fetcher("SC" + "9".repeat(32)).fetch(stage.client()))
        .refuses(
            "a URL that is none",
            21402,
            400,
            stage ->
                ShortCode.updater(lease(stage, "12345"))
                    .setSmsUrl(URI.create("nonsense"))
                    .update(stage.client()))
        .refuses(
            "a name of 65 characters",
            20002,
            400,
            stage ->
                ShortCode.updater(lease(stage, "12345"))
                    .setFriendlyName("n".repeat(65))
                    .update(stage.client()));
  }

  /** Its SID. */
  static String lease(Stage stage, String code) {
    return RawClient.live(stage.emulator())
        .postJson("/_emulator/short-codes", "{\"short_code\":\"" + code + "\"}")
        .text("sid");
  }

  private static List<String> sids(Stage stage) {
    return Stream.of("12341", "12342", "12343", "12344", "12345")
        .map(code -> lease(stage, code))
        .toList();
  }
}
