// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import io.trunkline.account.AccountId;
import io.trunkline.twilio.Channel;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes an address known as a sender, or says anew what it is.
 *
 * @param address as in {@link Sender#address}, however a number in it is punctuated
 * @param pacePerSecond segments a second; if null, what Twilio allows a sender of its kind
 * @param countries ISO 3166-1: where a short code works, where a name is registered, where an RCS
 *     agent is launched; of other kinds nothing is to be said
 * @param channels what a Messaging Service can send by; if empty, SMS and MMS. Of other kinds
 *     nothing is to be said
 */
public record RegisterSender(
    AccountId account,
    String address,
    @Nullable Double pacePerSecond,
    Set<String> countries,
    Set<Channel> channels) {

  public RegisterSender {
    countries = Set.copyOf(countries);
    channels = Set.copyOf(channels);
  }

  /** What this does not say stays as it is. */
  RegisterSender orAsBefore(Sender before) {
    return new RegisterSender(
        account,
        address,
        pacePerSecond != null ? pacePerSecond : Double.valueOf(before.pacePerSecond()),
        countries.isEmpty() && before.kind().isTiedByItsOwner() ? before.countries() : countries,
        channels.isEmpty() && before.kind() == SenderKind.MESSAGING_SERVICE
            ? before.channels()
            : channels);
  }

  /** With the pace of its kind and tied to nothing. */
  public static RegisterSender of(AccountId account, String address) {
    return new RegisterSender(account, address, null, Set.of(), Set.of());
  }
}
