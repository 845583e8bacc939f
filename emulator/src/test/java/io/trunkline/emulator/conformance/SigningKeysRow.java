// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import com.twilio.rest.api.v2010.account.NewSigningKey;
import com.twilio.rest.api.v2010.account.SigningKey;

final class SigningKeysRow {
  private static final String MISSING = "SK" + "9".repeat(32);

  private SigningKeysRow() {}

  static Row<SigningKey> row() {
    return Row.of("SigningKeys", SigningKey::getSid)
        .creates(
            (stage, n) ->
                NewSigningKey.creator().setFriendlyName("Key " + n).create(stage.client()).getSid())
        .lists(stage -> SigningKey.reader())
        .fetches((stage, sid) -> SigningKey.fetcher(sid))
        .updates(
            (stage, sid) -> SigningKey.updater(sid).setFriendlyName("Renamed"),
            SigningKey::getFriendlyName,
            "Renamed")
        .deletes((stage, sid) -> SigningKey.deleter(sid))
        .refuses(
            "a key that is not there",
            20404,
            404,
            stage -> SigningKey.fetcher(MISSING).fetch(stage.client()))
        .refuses(
            "a name of 65 characters",
            20002,
            400,
            stage -> NewSigningKey.creator().setFriendlyName("n".repeat(65)).create(stage.client()))
        .refuses(
            "a page of 1001",
            20007,
            400,
            stage -> SigningKey.reader().pageSize(1001).firstPage(stage.client()));
  }
}
