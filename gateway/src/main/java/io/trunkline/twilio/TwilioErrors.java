// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Twilio's errors: number, title, and what we do. The numbers that a message can meet are decided
 * one by one in {@code consequences.csv}, each with its reason and its source; for the rest of
 * Twilio's dictionary it follows from whether the same request may succeed later, and where nobody
 * knows that, a person looks. Titles change over time and are for people; only the number decides.
 */
public final class TwilioErrors {

  /** Answers without a number that speak of the door, not of the message behind it. */
  private static final Set<Integer> STATUSES_OF_THE_ACCOUNT = Set.of(401, 402, 403, 404, 405, 407);

  private static final Map<Integer, TwilioError> TABLE = read();

  private TwilioErrors() {}

  /** What Twilio's number means, also where it arrives in a callback. */
  public static TwilioError of(int code) {
    var known = TABLE.get(code);
    return known != null
        ? known
        : new TwilioError(code, "An error that is not in our table", Consequence.PARK);
  }

  /** A refusal without a number: from a proxy, or not from Twilio at all. */
  static TwilioError ofStatus(int httpStatus) {
    return new TwilioError(
        null,
        "HTTP " + httpStatus + " without an error code",
        STATUSES_OF_THE_ACCOUNT.contains(httpStatus) ? Consequence.HOLD_ACCOUNT : Consequence.FAIL);
  }

  private static Map<Integer, TwilioError> read() {
    var table = new HashMap<Integer, TwilioError>();
    rows("/io/trunkline/facts/twilio-error-codes.csv", TwilioErrors::derived)
        .forEach(error -> table.put(error.code(), error));
    rows("/io/trunkline/twilio/consequences.csv", row -> decided(row, table))
        .forEach(error -> table.put(error.code(), error));
    return Map.copyOf(table);
  }

  private static TwilioError derived(CSVRecord row) {
    var consequence =
        switch (row.get("retryable")) {
          case "y" -> Consequence.RETRY_LATER;
          case "n" -> Consequence.FAIL;
          default -> Consequence.PARK;
        };
    return new TwilioError(code(row), row.get("message"), consequence);
  }

  private static TwilioError decided(CSVRecord row, Map<Integer, TwilioError> derived) {
    var consequence = consequence(row.get("consequence"));
    var afterwards = row.get("afterwards");
    var inDictionary = derived.get(code(row));
    return new TwilioError(
        code(row),
        inDictionary == null ? row.get("reason") : inDictionary.title(),
        consequence,
        afterwards.isEmpty() ? consequence.afterwards() : consequence(afterwards));
  }

  private static Consequence consequence(String word) {
    return Consequence.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static int code(CSVRecord row) {
    return Integer.parseInt(row.get("code"));
  }

  private static List<TwilioError> rows(String name, Function<CSVRecord, TwilioError> error) {
    var stream = Objects.requireNonNull(TwilioErrors.class.getResourceAsStream(name), name);
    var format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
        var rows = format.parse(reader)) {
      return rows.stream().map(error).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
