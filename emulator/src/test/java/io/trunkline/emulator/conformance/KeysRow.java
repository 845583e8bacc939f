// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import com.twilio.rest.api.v2010.account.Key;
import com.twilio.rest.api.v2010.account.NewKey;

final class KeysRow {
  private static final String MISSING = "SK" + "9".repeat(32);

  private KeysRow() {}

  static Row<Key> row() {
    return Row.of("Keys", Key::getSid)
        .creates(
            (stage, n) ->
                NewKey.creator().setFriendlyName("Key " + n).create(stage.client()).getSid())
        .lists(stage -> Key.reader())
        .fetches((stage, sid) -> Key.fetcher(sid))
        .updates(
            (stage, sid) -> Key.updater(sid).setFriendlyName("Renamed"),
            Key::getFriendlyName,
            "Renamed")
        .deletes((stage, sid) -> Key.deleter(sid))
        .refuses(
            "a key that is not there",
            20404,
            404,
            stage -> Key.fetcher(MISSING).fetch(stage.client()))
        .refuses(
            "a name of 65 characters",
            20002,
            400,
            stage -> NewKey.creator().setFriendlyName("n".repeat(65)).create(stage.client()))
        .refuses(
            "a page of 1001",
            20007,
            400,
            stage -> Key.reader().pageSize(1001).firstPage(stage.client()));
  }
}
