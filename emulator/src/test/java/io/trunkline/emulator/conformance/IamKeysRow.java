// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import com.twilio.rest.iam.v1.ApiKey;
import com.twilio.rest.iam.v1.GetApiKeys;
import com.twilio.rest.iam.v1.NewApiKey;
import io.trunkline.emulator.conformance.Row.Operation;

/** IAM keys: the SDK has one class for their list and another for one of them. */
final class IamKeysRow {
  private static final String MISSING = "SK" + "9".repeat(32);

  private IamKeysRow() {}

  static Row<ApiKey> row() {
    return Row.of("IAM keys", ApiKey::getSid)
        .creates((stage, n) -> create(stage, "Key " + n))
        .without(Operation.LIST, "the list is of another class of the SDK")
        .fetches((stage, sid) -> ApiKey.fetcher(sid))
        .updates(
            (stage, sid) -> ApiKey.updater(sid).setFriendlyName("Renamed"),
            ApiKey::getFriendlyName,
            "Renamed")
        .deletes((stage, sid) -> ApiKey.deleter(sid))
        .refuses(
            "a key that is not there",
            20404,
            404,
            stage -> ApiKey.fetcher(MISSING).fetch(stage.client()))
        .refuses("a name of 65 characters", 20002, 400, stage -> create(stage, "n".repeat(65)))
        .refuses(
            "a restricted key without a policy",
            20001,
            400,
            stage ->
                NewApiKey.creator(stage.emulator().accountSid())
                    .setKeyType("restricted")
                    .create(stage.client()))
        .refuses(
            "keys of another account",
            20003,
            403,
            stage -> NewApiKey.creator("AC" + "9".repeat(32)).create(stage.client()));
  }

  static Row<GetApiKeys> list() {
    return Row.of("List of IAM keys", GetApiKeys::getSid)
        .creates((stage, n) -> create(stage, "Key " + n))
        .lists(stage -> GetApiKeys.reader(stage.emulator().accountSid()))
        .without(Operation.FETCH, "one key is of another class of the SDK")
        .without(Operation.UPDATE, "one key is of another class of the SDK")
        .without(Operation.DELETE, "one key is of another class of the SDK")
        .refuses(
            "keys of another account",
            20003,
            403,
            stage -> GetApiKeys.reader("AC" + "9".repeat(32)).firstPage(stage.client()))
        .refuses(
            "a page of 1001",
            20007,
            400,
            stage ->
                GetApiKeys.reader(stage.emulator().accountSid())
                    .pageSize(1001)
                    .firstPage(stage.client()))
        .refuses(
            "a wrong token",
            20003,
            401,
            stage ->
                GetApiKeys.reader(stage.emulator().accountSid())
                    .firstPage(stage.as(stage.emulator().accountSid(), "f".repeat(32))));
  }

  private static String create(Stage stage, String name) {
    return NewApiKey.creator(stage.emulator().accountSid())
        .setFriendlyName(name)
        .create(stage.client())
        .getSid();
  }
}
