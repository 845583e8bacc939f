// SPDX-License-Identifier: Apache-2.0
package io.trunkline.problem;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * A no with its reason, for the caller to read.
 *
 * @param code what kind of no
 * @param detail a sentence about this occurrence; no secret, no whole phone number
 * @param errors the places of the request that are wrong; empty if the request as a whole is
 * @param twilioCode Twilio's number for it, if Twilio said it
 * @param retryAfter how long the answer stays the same; null if nobody knows
 */
public record Refusal(
    RefusalCode code,
    String detail,
    List<Error> errors,
    @Nullable Integer twilioCode,
    @Nullable Duration retryAfter) {

  /**
   * One wrong place.
   *
   * @param pointer RFC 6901, {@code "/to"}; a header is named {@code "header:Name"}, a query
   *     parameter {@code "query:name"}
   * @param code what kind of wrong, as stable as the code of the whole
   * @param detail what is wrong there
   */
  public record Error(String pointer, String code, String detail) {}

  public Refusal {
    errors = List.copyOf(errors);
  }

  public Refusal(
      RefusalCode code, String detail, List<Error> errors, @Nullable Integer twilioCode) {
    this(code, detail, errors, twilioCode, null);
  }

  public static Refusal of(RefusalCode code, String detail) {
    return new Refusal(code, detail, List.of(), null);
  }

  /** A refusal of one place of the request. */
  public static Refusal at(RefusalCode code, String pointer, String detail) {
    var error = new Error(pointer, code.code(), detail);
    return new Refusal(code, (pointer + " " + detail).strip(), List.of(error), null);
  }

  /**
   * Several refusals of one request as one; its code is theirs if they are all of one kind.
   *
   * @param refusals at least one
   */
  public static Refusal ofAll(List<Refusal> refusals) {
    var first = refusals.getFirst();
    var ofOneKind = refusals.stream().allMatch(refusal -> refusal.code() == first.code());
    return new Refusal(
        ofOneKind ? first.code() : RequestRefusal.INVALID_REQUEST,
        refusals.stream().map(Refusal::detail).collect(Collectors.joining("; ")),
        refusals.stream().flatMap(refusal -> refusal.errors().stream()).toList(),
        null);
  }

  /** What to say of a failure that the request is not to blame for. */
  public static Refusal ofFailure(Exception failure) {
    return isOfTheDatabase(failure)
        ? of(
            RequestRefusal.UNAVAILABLE,
            "The database does not answer; repeat the request, with the same Idempotency-Key if it"
                + " sends something")
        : of(RequestRefusal.INTERNAL_ERROR, "The log of the server has the reason");
  }

  private static boolean isOfTheDatabase(Exception failure) {
    return failure instanceof DataAccessResourceFailureException
        || failure instanceof TransientDataAccessException
        || failure instanceof TransactionException;
  }

  /** A JSON pointer (RFC 6901) that takes these steps. */
  public static String pointer(String... steps) {
    var pointer = new StringBuilder();
    for (var step : steps) {
      pointer.append('/').append(step.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }

  /** The same, with a time after which it is worth asking again. */
  public Refusal retryAfter(Duration duration) {
    return new Refusal(code, detail, errors, twilioCode, duration);
  }

  public RefusalException asException() {
    return new RefusalException(this);
  }
}
