// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import com.twilio.base.Reader;
import com.twilio.base.Resource;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.usage.record.AllTime;
import com.twilio.rest.api.v2010.account.usage.record.Daily;
import com.twilio.rest.api.v2010.account.usage.record.LastMonth;
import com.twilio.rest.api.v2010.account.usage.record.Monthly;
import com.twilio.rest.api.v2010.account.usage.record.ThisMonth;
import com.twilio.rest.api.v2010.account.usage.record.Today;
import com.twilio.rest.api.v2010.account.usage.record.Yearly;
import com.twilio.rest.api.v2010.account.usage.record.Yesterday;
import io.trunkline.emulator.conformance.Row.Operation;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/** Usage Records by spans of time, which the SDK has a class each for. */
final class UsageSpanRows {
  private UsageSpanRows() {}

  static List<Row<?>> rows() {
    return List.of(
        row(
            "Usage Records, AllTime",
            record -> record.getCategory() + record.getStartDate(),
            AllTime::reader),
        row(
            "Usage Records, Daily",
            record -> record.getCategory() + record.getStartDate(),
            Daily::reader),
        row(
            "Usage Records, LastMonth",
            record -> record.getCategory() + record.getStartDate(),
            LastMonth::reader),
        row(
            "Usage Records, Monthly",
            record -> record.getCategory() + record.getStartDate(),
            Monthly::reader),
        row(
            "Usage Records, ThisMonth",
            record -> record.getCategory() + record.getStartDate(),
            ThisMonth::reader),
        row(
            "Usage Records, Today",
            record -> record.getCategory() + record.getStartDate(),
            Today::reader),
        row(
            "Usage Records, Yearly",
            record -> record.getCategory() + record.getStartDate(),
            Yearly::reader),
        row(
            "Usage Records, Yesterday",
            record -> record.getCategory() + record.getStartDate(),
            Yesterday::reader));
  }

  private static <T extends Resource> Row<T> row(
      String name, Function<T, String> identity, Supplier<Reader<T>> reader) {
    return Row.of(name, identity)
        .standing(stage -> identities(reader.get(), identity, stage.client()))
        .lists(stage -> reader.get())
        .without(Operation.CREATE, "usage is counted, not made")
        .without(Operation.FETCH, "a record is asked for by its category in the list")
        .without(Operation.UPDATE, "usage is counted, not made")
        .without(Operation.DELETE, "usage is counted, not made")
        .refuses(
            "a page of 1001",
            20007,
            400,
            stage -> reader.get().pageSize(1001).firstPage(stage.client()))
        .refusesStrangers(client -> reader.get().firstPage(client));
  }

  private static <T extends Resource> List<String> identities(
      Reader<T> reader, Function<T, String> identity, TwilioRestClient client) {
    return StreamSupport.stream(reader.read(client).spliterator(), false).map(identity).toList();
  }
}
