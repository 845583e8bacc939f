// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import com.twilio.rest.api.v2010.account.Call;
import com.twilio.type.PhoneNumber;
import com.twilio.type.Twiml;
import io.trunkline.emulator.RawClient;

final class CallsRow {
  private static final PhoneNumber ALICE = new PhoneNumber("+14155550123");
  private static final PhoneNumber OURS = new PhoneNumber(RawClient.OURS);
  private static final Twiml HELLO = new Twiml("<Response><Say>Hello</Say></Response>");

  private CallsRow() {}

  static Row<Call> row() {
    return Row.of("Calls", Call::getSid)
        .creates((stage, n) -> call(stage, ALICE, OURS))
        .lists(stage -> Call.reader())
        .fetches((stage, sid) -> Call.fetcher(sid))
        .updates(
            (stage, sid) -> Call.updater(sid).setStatus(Call.UpdateStatus.CANCELED),
            Call::getStatus,
            Call.Status.CANCELED)
        .deletes(
            (stage, sid) -> {
              Call.updater(sid).setStatus(Call.UpdateStatus.COMPLETED).update(stage.client());
              return Call.deleter(sid);
            })
        .refuses(
            "a phone that is no number",
            21211,
            400,
            stage -> call(stage, new PhoneNumber("alice"), OURS))
        .refuses(
            "a caller of somebody else",
            21210,
            400,
            stage -> call(stage, ALICE, new PhoneNumber("+14155550199")))
        .refuses(
            "a document too long",
            32018,
            400,
            stage -> Call.creator(ALICE, OURS, new Twiml("a".repeat(4001))).create(stage.client()))
        .refuses(
            "to delete what goes on",
            20009,
            409,
            stage -> Call.deleter(call(stage, ALICE, OURS)).delete(stage.client()));
  }

  private static String call(Stage stage, PhoneNumber to, PhoneNumber from) {
    stage.emulator().clock().speed(0);
    return Call.creator(to, from, HELLO).create(stage.client()).getSid();
  }
}
