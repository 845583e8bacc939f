// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Parameters;
import io.trunkline.emulator.http.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A filter by date: {@code Name=} is that day, or that second; {@code Name>=} from its beginning
 * on; {@code Name<=} up to its beginning. The sign is part of the parameter's name.
 */
@Seen(
    what = "A list filters by a date, or from or up to one by a sign in the parameter's name.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "messaging/api/message-resource")
final class DateFilter {
  private DateFilter() {}

  /** The filter that the query asks for under the name; null if it asks for none. */
  static @Nullable Predicate<Instant> of(Parameters query, String name) {
    var on = span(query, name);
    var until = span(query, name + "<");
    var since = span(query, name + ">");
    if (on == null && until == null && since == null) {
      return null;
    }
    return instant ->
        (on == null || on.contains(instant))
            && (until == null || !instant.isAfter(until.start()))
            && (since == null || !instant.isBefore(since.start()));
  }

  private static TwilioDates.@Nullable Span span(Parameters query, String name) {
    var text = query.getOrEmpty(name);
    try {
      return text.isEmpty() ? null : TwilioDates.span(text);
    } catch (DateTimeException e) {
      throw Refusal.badRequest(20001, name + " must be a date, or a date and time, in UTC");
    }
  }
}
