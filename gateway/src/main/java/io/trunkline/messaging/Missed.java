// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Channel;
import io.trunkline.twilio.TwilioMessage;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;

/**
 * Texts to us that Twilio has and no callback has brought. They are looked for at those of our
 * addresses at which callbacks bring texts: any other may lead elsewhere on purpose. Each method is
 * one short transaction.
 */
public class Missed {

  /** How long an address is looked at after the last callback. */
  static final Duration HEARD_WITHIN = Duration.ofDays(30);

  /** What Twilio's list may show later than what came later. */
  static final Duration OVERLAP = Duration.ofHours(1);

  /** How far Twilio's clock may be behind ours. */
  static final Duration CLOCKS_APART = Duration.ofMinutes(2);

  /**
   * An address of ours at which texts come in.
   *
   * @param address as Twilio writes it
   * @param since from where on Twilio's list is to be read, by Twilio's clock
   */
  public record Inlet(AccountId account, String address, Instant since) {}

  /**
   * A text that is in Twilio's list.
   *
   * @param files the addresses of its pictures and other files, at Twilio
   */
  public record Found(TwilioMessage text, List<URI> files) {

    public Found {
      files = List.copyOf(files);
    }

    /** Without body and numbers. */
    @Override
    public String toString() {
      return "Found[" + text.sid() + "]";
    }
  }

  private final MessageStore messages;
  private final InboundAddressStore addresses;
  private final Inbox inbox;
  private final Clock clock;

  Missed(MessageStore messages, InboundAddressStore addresses, Inbox inbox, Clock clock) {
    this.messages = messages;
    this.addresses = addresses;
    this.inbox = inbox;
    this.clock = clock;
  }

  /** Where to look, where nobody has looked for the longest time first. */
  @Transactional
  public List<Inlet> inlets() {
    addresses.forget(clock.instant().minus(HEARD_WITHIN));
    return addresses.all(OVERLAP, CLOCKS_APART);
  }

  /** Those of the SIDs that belong to no message of the account. */
  @Transactional(readOnly = true)
  public Set<String> unknown(AccountId account, Collection<String> twilioSids) {
    var sids = List.copyOf(twilioSids);
    var known = messages.idsBySid(List.of(account), sids).keySet();
    return sids.stream()
        .filter(sid -> !known.contains(MessageStore.sidKey(account, sid)))
        .collect(Collectors.toSet());
  }

  /**
   * Receives them as a callback's are received, at the time that Twilio has for them, but answers
   * nothing: there is nobody any more who would send it, and it would be late. One that is received
   * already changes nothing.
   *
   * @param found the oldest first
   * @return how many were new
   */
  @Transactional
  public int takeIn(AccountId account, List<Found> found) {
    return inbox.takeIn(found.stream().map(one -> text(account, one)).toList());
  }

  /**
   * Twilio's list was read to its end, and all that is in it is here.
   *
   * @param until the time that Twilio has for the newest of it; null if nothing was
   */
  @Transactional
  public void read(Inlet inlet, @Nullable Instant until) {
    addresses.read(inlet, until, Storage.storable(clock.instant()));
  }

  private InboundText text(AccountId account, Found found) {
    var text = found.text();
    var from = Address.of(Objects.requireNonNull(text.from()));
    var now = clock.instant();
    var came = Objects.requireNonNullElse(text.dateCreated(), now);
    return new InboundText(
        account,
        text.sid(),
        from.channel() == Channel.SMS && text.numMedia() > 0 ? Channel.MMS : from.channel(),
        from.number(),
        text.to(),
        text.messagingServiceSid(),
        text.body(),
        found.files().stream().map(URI::toString).toList(),
        null,
        null,
        // Nobody has said anything later than now.
        came.isBefore(now) ? came : now);
  }
}
