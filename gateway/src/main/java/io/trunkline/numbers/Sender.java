// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import io.trunkline.account.AccountId;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.twilio.Channel;
import java.time.Instant;
import java.util.Set;

/**
 * Something to send from.
 *
 * @param address a number in E.164, a short code, an alphanumeric name, {@code whatsapp:} and a
 *     number, {@code rcs:} and an agent, or the SID of a Messaging Service; unique within the
 *     account
 * @param pacePerSecond segments a second, over all nodes
 * @param countries ISO 3166-1: where a number is at home, where a short code works, where a name is
 *     registered; empty if that is nowhere in particular or not known
 * @param channels what it can send by
 */
public record Sender(
    SenderId id,
    AccountId account,
    String address,
    SenderKind kind,
    double pacePerSecond,
    Set<String> countries,
    Set<Channel> channels,
    Instant createdAt) {

  public Sender {
    mustBePace(pacePerSecond);
    countries = Set.copyOf(countries);
    channels = Set.copyOf(channels);
  }

  /** As it may stand in a log or a refusal: a number masked, anything else whole. */
  public String shown() {
    return switch (kind) {
      case LONG_CODE, TOLL_FREE -> new PhoneNumber(address).masked();
      case WHATSAPP -> {
        var number = address.substring(SenderKind.WHATSAPP_PREFIX.length());
        yield SenderKind.WHATSAPP_PREFIX + new PhoneNumber(number).masked();
      }
      case SHORT_CODE, ALPHANUMERIC, RCS, MESSAGING_SERVICE -> address;
    };
  }

  Sender withPace(double segmentsPerSecond) {
    return new Sender(
        id, account, address, kind, segmentsPerSecond, countries, channels, createdAt);
  }

  static void mustBePace(double segmentsPerSecond) {
    if (!(segmentsPerSecond > 0 && Double.isFinite(segmentsPerSecond))) {
      throw new IllegalArgumentException("A pace is a positive number of segments per second");
    }
  }
}
