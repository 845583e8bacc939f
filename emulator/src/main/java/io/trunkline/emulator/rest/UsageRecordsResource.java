// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Parameters;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.usage.UsageCalendar;
import io.trunkline.emulator.usage.UsageCategory;
import io.trunkline.emulator.usage.UsageWindow;
import io.trunkline.emulator.world.World;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;

/** {@code /Usage/Records}, whole or cut by a calendar. */
@Seen(
    what = "Usage is told by category with count, usage and price, for any days or calendar.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "usage/api/usage-record")
final class UsageRecordsResource {
  private static final String PATH = Api.ACCOUNT + "/Usage/Records";
  private static final Pattern OFFSET = Pattern.compile("([+-]?\\d{1,4})days?");

  private final World world;

  UsageRecordsResource(World world) {
    this.world = world;
  }

  void addTo(Api api) {
    for (var calendar : UsageCalendar.values()) {
      api.on(
          "GET",
          PATH + calendar.path() + ".json",
          (caller, request) -> list(caller.account(), request, calendar));
    }
  }

  /** One line of the answer. */
  private record Line(UsageCategory category, UsageWindow window) {}

  private Answer list(Account account, Request request, UsageCalendar calendar) {
    var query = request.query();
    var categories = categories(query);
    var today = world.meter().today();
    var range = range(account, query, today);
    var sids = sids(account, query);
    var lines =
        calendar
            .windows(range, today)
            .flatMap(window -> categories.stream().map(category -> new Line(category, window)));
    return Page.of(request)
        .answer(
            request,
            "usage_records",
            lines::iterator,
            null,
            (json, line) -> write(json, account, calendar, line, sids));
  }

  private List<String> sids(Account account, Parameters query) {
    return query.getOrEmpty("IncludeSubaccounts").equals("false")
        ? List.of(account.sid())
        : world.accounts().family(account).stream().map(Account::sid).toList();
  }

  private static List<UsageCategory> categories(Parameters query) {
    var name = query.getOrEmpty("Category");
    return name.isEmpty() ? UsageCategory.all() : List.of(category(name));
  }

  /** The category, which must be one of those that are counted here. */
  static UsageCategory category(String name) {
    return UsageCategory.of(name)
        .orElseThrow(() -> Refusal.badRequest(20001, "There is no usage category " + name));
  }

  private static UsageWindow range(Account account, Parameters query, LocalDate today) {
    var opened = LocalDate.ofInstant(account.created(), ZoneOffset.UTC);
    var start = date(query, "StartDate", opened, today);
    var end = date(query, "EndDate", today, today);
    if (end.isBefore(start)) {
      throw Refusal.badRequest(20001, "EndDate must not be before StartDate");
    }
    return new UsageWindow(start, end);
  }

  @Seen(
      what = "Dates are days like 2026-11-21, or days from today like -30days.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "usage/api/usage-record")
  private static LocalDate date(
      Parameters query, String name, LocalDate otherwise, LocalDate today) {
    var text = query.getOrEmpty(name).trim();
    if (text.isEmpty()) {
      return otherwise;
    }
    var offset = OFFSET.matcher(text);
    if (offset.matches()) {
      return today.plusDays(Integer.parseInt(offset.group(1)));
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw Refusal.badRequest(20001, name + " must be a date, or days from today like -30days");
    }
  }

  private void write(
      JsonGenerator json, Account account, UsageCalendar calendar, Line line, List<String> sids) {
    var category = line.category();
    var window = line.window();
    var amount = world.usage().sum(sids, category, window);
    var price = amount.price().stripTrailingZeros().toPlainString();
    var count = Long.toString(amount.count());
    json.writeStringProperty("account_sid", account.sid());
    json.writeStringProperty("api_version", "2010-04-01");
    json.writeStringProperty(
        "as_of", TwilioDates.iso8601(world.clock().now()).replace("Z", "+00:00"));
    json.writeStringProperty("category", category.name());
    json.writeStringProperty("count", category.isTotal() ? null : count);
    json.writeStringProperty("count_unit", category.countUnit());
    json.writeStringProperty("description", category.description());
    json.writeStringProperty("end_date", window.end().toString());
    json.writeStringProperty("price", price);
    json.writeStringProperty("price_unit", "usd");
    json.writeStringProperty("start_date", window.start().toString());
    var path = Api.ROOT + "/" + account.sid() + "/Usage/Records";
    json.writeObjectPropertyStart("subresource_uris");
    for (var other : UsageCalendar.values()) {
      if (other != UsageCalendar.WHOLE) {
        json.writeStringProperty(member(other), uri(path, other, category));
      }
    }
    json.writeEndObject();
    json.writeStringProperty(
        "uri",
        uri(path, calendar, category)
            + "&StartDate="
            + window.start()
            + "&EndDate="
            + window.end());
    json.writeStringProperty("usage", category.isTotal() ? price : Long.toString(amount.usage()));
    json.writeStringProperty("usage_unit", category.usageUnit());
  }

  private static String uri(String path, UsageCalendar calendar, UsageCategory category) {
    return path + calendar.path() + ".json?Category=" + category.name();
  }

  private static String member(UsageCalendar calendar) {
    return calendar.name().toLowerCase(Locale.ROOT);
  }
}
