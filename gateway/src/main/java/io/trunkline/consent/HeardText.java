// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.law.Purpose;
import io.trunkline.phone.PhoneNumber;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A text somebody sent us.
 *
 * @param from who
 * @param to our number or short code that got it
 * @param serviceSid the Messaging Service it came through, if any
 * @param optOutType what Twilio has taken it for and has answered already ({@code STOP}, {@code
 *     START}, {@code HELP}); absent without Advanced Opt-Out
 * @param messageSid Twilio's SID of the text
 * @param answering what it answers: the last that we sent from there; null if there is nothing
 * @param at when it was heard; a wish counts from then, however late it is written down
 */
public record HeardText(
    AccountId account,
    PhoneNumber from,
    String to,
    @Nullable String serviceSid,
    String text,
    @Nullable String optOutType,
    String messageSid,
    @Nullable Answered answering,
    Instant at) {

  /**
   * A message of ours.
   *
   * @param pool the pool that its sender was chosen from; null if it was asked for by its address
   */
  public record Answered(Purpose purpose, @Nullable String programme, @Nullable String pool) {}

  /**
   * What Twilio may block: the address or the Messaging Service that it came to, depending on a
   * setting that we cannot see.
   */
  Set<ConsentScope> senders() {
    return Stream.concat(Stream.of(to), Stream.ofNullable(serviceSid))
        .map(ConsentScope::sender)
        .collect(Collectors.toSet());
  }

  /** Towards whom it is said: these, and the pool that the answered message came from. */
  Set<ConsentScope> towards() {
    return Stream.concat(
            senders().stream(),
            Stream.ofNullable(answering == null ? null : answering.pool())
                .map(ConsentScope::sender))
        .collect(Collectors.toSet());
  }

  boolean isToTollFree() {
    return to.startsWith("+") && PhoneNumber.parse(to).isTollFree();
  }

  /** The same, heard at another time. */
  HeardText at(Instant other) {
    return new HeardText(
        account, from, to, serviceSid, text, optOutType, messageSid, answering, other);
  }

  /** As an entry of the ledger. */
  Statement statement(
      ConsentScope scope,
      ConsentEvent.Kind kind,
      Set<Purpose> purposes,
      ConsentEvent.Source source,
      Evidence evidence) {
    return new Statement(account, from, scope, kind, purposes, null, source, evidence, at);
  }

  /** Without the text. */
  @Override
  public String toString() {
    return "HeardText[" + messageSid + "]";
  }
}
