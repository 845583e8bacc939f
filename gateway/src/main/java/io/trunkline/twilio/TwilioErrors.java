// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Twilio's error dictionary: number, title, and what we do. Titles change over time and are for
 * people; only the number decides.
 */
public final class TwilioErrors {

  /** 21610: the recipient answered STOP. */
  private static final int OPTED_OUT = 21610;

  /**
   * The fault is the account's: not active, suspended, wrong credentials, test credentials, action
   * disabled; and 20404, by which Twilio says that it has no account of this SID to create a
   * resource in.
   */
  private static final Set<Integer> OF_THE_ACCOUNT =
      Set.of(10001, 20003, 20005, 20006, 20008, 20010, 20151, 20403, 20404, 30002);

  /** Answers without a number that speak of the door, not of the message behind it. */
  private static final Set<Integer> STATUSES_OF_THE_ACCOUNT = Set.of(401, 402, 403, 404, 405, 407);

  private static final Map<Integer, TwilioError> TABLE = read();

  private TwilioErrors() {}

  /** What Twilio's number means, also where it arrives in a callback. */
  public static TwilioError of(int code) {
    var known = TABLE.get(code);
    return known != null
        ? known
        : new TwilioError(code, "An error that is not in our table", Consequence.FAIL);
  }

  /** A refusal without a number: from a proxy, or not from Twilio at all. */
  static TwilioError ofStatus(int httpStatus) {
    return new TwilioError(
        null,
        "HTTP " + httpStatus + " without an error code",
        STATUSES_OF_THE_ACCOUNT.contains(httpStatus) ? Consequence.HOLD_ACCOUNT : Consequence.FAIL);
  }

  private static Consequence consequence(int code, String retryable) {
    if (code == OPTED_OUT) {
      return Consequence.OPTED_OUT;
    }
    if (OF_THE_ACCOUNT.contains(code)) {
      return Consequence.HOLD_ACCOUNT;
    }
    return retryable.equals("y") ? Consequence.RETRY_LATER : Consequence.FAIL;
  }

  private static Map<Integer, TwilioError> read() {
    var name = "/io/trunkline/facts/twilio-error-codes.csv";
    var stream = Objects.requireNonNull(TwilioErrors.class.getResourceAsStream(name), name);
    var format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
        var rows = format.parse(reader)) {
      return rows.stream()
          .map(TwilioErrors::error)
          .collect(Collectors.toUnmodifiableMap(error -> codeOf(error), error -> error));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TwilioError error(CSVRecord row) {
    int code = Integer.parseInt(row.get("code"));
    return new TwilioError(code, row.get("message"), consequence(code, row.get("retryable")));
  }

  private static int codeOf(TwilioError error) {
    return Objects.requireNonNull(error.code());
  }
}
