// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.law.Medium;
import io.trunkline.law.Purpose;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.twilio.Channel;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to be sent to somebody: may it?
 *
 * @param message its id, of which there is one contact at most; null for what is only asked about
 * @param sender the address of the sender, or the SID of a Messaging Service
 * @param pool the pool that the sender is of; null if it is of none
 * @param programme what it is part of; null if nothing
 * @param timeZone where the recipient is, as the caller says; null if it is not said
 * @param asksConsent whether it asks for the consent that others of its purpose need
 * @param at when it is to leave
 */
public record Sending(
    AccountId account,
    @Nullable UUID message,
    PhoneNumber recipient,
    String sender,
    @Nullable String pool,
    Channel channel,
    Purpose purpose,
    @Nullable String programme,
    @Nullable ZoneId timeZone,
    boolean asksConsent,
    Instant at) {

  /** What asks for no consent. */
  public Sending(
      AccountId account,
      @Nullable UUID message,
      PhoneNumber recipient,
      String sender,
      @Nullable String pool,
      Channel channel,
      Purpose purpose,
      @Nullable String programme,
      @Nullable ZoneId timeZone,
      Instant at) {
    this(
        account, message, recipient, sender, pool, channel, purpose, programme, timeZone, false,
        at);
  }

  Sending of(UUID newMessage) {
    return new Sending(
        account,
        newMessage,
        recipient,
        sender,
        pool,
        channel,
        purpose,
        programme,
        timeZone,
        asksConsent,
        at);
  }

  Person person() {
    return new Person(account, recipient.e164());
  }

  Medium medium() {
    return channel == Channel.VOICE ? Medium.AUTOMATIC_VOICE : Medium.TEXT;
  }

  /** All that a wish may have been meant for. */
  Set<ConsentScope> scopes() {
    var scopes = new HashSet<ConsentScope>();
    scopes.add(ConsentScope.sender(sender));
    scopes.add(ConsentScope.channel(channel.name().toLowerCase(Locale.ROOT)));
    if (pool != null) {
      scopes.add(ConsentScope.sender(pool));
    }
    if (programme != null) {
      scopes.add(ConsentScope.programme(programme));
    }
    return scopes;
  }
}
