// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import com.twilio.rest.api.v2010.account.Balance;
import com.twilio.rest.api.v2010.account.usage.Record;
import com.twilio.rest.api.v2010.account.usage.Trigger;
import io.trunkline.emulator.EmulatorClient;
import io.trunkline.emulator.conformance.Row.Operation;
import java.net.URI;
import java.util.List;

final class UsageRows {
  private static final String MISSING = "UT" + "9".repeat(32);

  private UsageRows() {}

  static Row<Balance> balance() {
    return Row.of("Balance", Balance::getAccountSid)
        .standing(stage -> List.of(stage.emulator().accountSid()))
        .fetches((stage, sid) -> Balance.fetcher(sid))
        .without(Operation.CREATE, "an account has one anyway")
        .without(Operation.LIST, "an account has only one")
        .without(Operation.UPDATE, "it changes by what is used")
        .without(Operation.DELETE, "an account always has one")
        .refuses(
            "the balance of somebody else",
            20003,
            403,
            stage -> Balance.fetcher("AC" + "9".repeat(32)).fetch(stage.client()))
        .refuses(
            "a wrong token",
            20003,
            401,
            stage ->
                Balance.fetcher().fetch(stage.as(stage.emulator().accountSid(), "f".repeat(32))))
        .refuses(
            "test credentials",
            20008,
            403,
            stage -> Balance.fetcher().fetch(EmulatorClient.test(stage.emulator())));
  }

  static Row<Record> records() {
    return Row.of("Usage Records", Record::getCategory)
        .standing(stage -> List.of("sms", "mms", "totalprice"))
        .lists(stage -> Record.reader())
        .without(Operation.CREATE, "usage is counted, not made")
        .without(Operation.FETCH, "a record is asked for by its category in the list")
        .without(Operation.UPDATE, "usage is counted, not made")
        .without(Operation.DELETE, "usage is counted, not made")
        .refuses(
            "a category that is none",
            20001,
            400,
            stage -> Record.reader().setCategory("nonsense").firstPage(stage.client()))
        .refuses(
            "a page of 1001",
            20007,
            400,
            stage -> Record.reader().pageSize(1001).firstPage(stage.client()))
        .refuses(
            "test credentials",
            20008,
            403,
            stage -> Record.reader().firstPage(EmulatorClient.test(stage.emulator())));
  }

  static Row<Trigger> triggers() {
    return Row.of("Usage Triggers", Trigger::getSid)
        .creates((stage, n) -> create(stage, "http://localhost:9/" + n, "100", "sms").getSid())
        .lists(stage -> Trigger.reader())
        .fetches((stage, sid) -> Trigger.fetcher(sid))
        .updates(
            (stage, sid) -> Trigger.updater(sid).setFriendlyName("Renamed"),
            Trigger::getFriendlyName,
            "Renamed")
        .deletes((stage, sid) -> Trigger.deleter(sid))
        .refuses(
            "a trigger that is not there",
            20404,
            404,
            stage -> Trigger.fetcher(MISSING).fetch(stage.client()))
        .refuses("a URL that is none", 21502, 400, stage -> create(stage, "nonsense", "1", "sms"))
        .refuses(
            "a category that is none",
            20001,
            400,
            stage -> create(stage, "http://localhost:9/", "1", "nonsense"))
        .refuses(
            "a value that is no number",
            20001,
            400,
            stage -> create(stage, "http://localhost:9/", "much", "sms"));
  }

  private static Trigger create(Stage stage, String url, String value, String category) {
    return Trigger.creator(URI.create(url), value, category).create(stage.client());
  }
}
