// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.consent.ConsentEvent.Kind;
import io.trunkline.consent.ConsentEvent.Source;
import io.trunkline.law.Purpose;
import io.trunkline.law.Whereabouts;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.twilio.OutboundMessage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;

/**
 * The ledger of who may be texted. Every method joins the caller's transaction, so that what is
 * decided or heard stands or falls with what is done about it.
 */
public class Consents {

  private final Ledger ledger;
  private final Deciding deciding;
  private final OptIns optIns;
  private final Ear ear;

  Consents(Ledger ledger, Deciding deciding, OptIns optIns, Ear ear) {
    this.ledger = ledger;
    this.deciding = deciding;
    this.optIns = optIns;
    this.ear = ear;
  }

  /** Says what would be decided about each, in their order, by what is known now. */
  @Transactional(readOnly = true)
  public List<Ruling> ask(List<Sending> sendings) {
    return deciding.ask(sendings);
  }

  /**
   * Decides about each in its order, keeps what was decided, and counts what may go as a contact
   * until it is {@linkplain #release released}. To be called when it is to go: late is when the law
   * applies.
   *
   * @param sendings each of a message
   */
  @Transactional
  public List<Ruling> admit(List<Sending> sendings) {
    return deciding.admit(sendings);
  }

  /** Where each of these may be, by their number and by what is known of them. */
  @Transactional(readOnly = true)
  public Map<Person, Whereabouts> whereabouts(Collection<Person> people) {
    return deciding.whereabouts(people);
  }

  /** Keeps what {@link #ask} has said. */
  @Transactional
  public void keep(List<Ruling> made) {
    deciding.keep(made);
  }

  /** Says that these messages were never sent, and are no contacts. */
  @Transactional
  public void release(Collection<UUID> messages) {
    deciding.release(messages);
  }

  /** What was decided about a message, the oldest first. */
  @Transactional(readOnly = true)
  public List<RulingRecord> rulings(AccountId account, UUID message) {
    return deciding.rulings().ofMessage(account, message);
  }

  /**
   * What was decided about a recipient, the newest first.
   *
   * @param before the oldest that is known already; null to begin with the newest
   */
  @Transactional(readOnly = true)
  public List<RulingRecord> rulings(
      AccountId account, PhoneNumber recipient, @Nullable UUID before, int limit) {
    return deciding.rulings().ofRecipient(new Person(account, recipient.e164()), before, limit);
  }

  /**
   * Hears an inbound text, and writes down what it says about consent. A YES to a question of ours
   * answers that question and nothing else.
   *
   * @return what it was taken for; before what it ends is answered, what is being handed over has
   *     to end as well
   */
  @Transactional
  public Understood hear(HeardText heard) {
    Supplier<Standing> before = () -> ledger.standing(heard.account(), heard.from());
    var granted = optIns.answer(heard, before);
    return granted.isPresent()
        ? new Understood(
            granted.map(OptIn::confirmation).filter(_ -> heard.optOutType() == null).orElse(null),
            false)
        : ear.hear(heard, before);
  }

  /**
   * Takes note that Twilio refused a text because its recipient has opted out.
   *
   * @param sender the address of the sender, or the SID of a Messaging Service
   * @param at when Twilio got the text, however late we learn of it: whoever has come back since is
   *     not sent away again
   */
  @Transactional
  public void twilioRefused(
      AccountId account,
      PhoneNumber recipient,
      String sender,
      int code,
      @Nullable String messageSid,
      Instant at) {
    refused(
        new Statement(
            account,
            recipient,
            ConsentScope.sender(sender),
            Kind.REVOKED,
            Set.of(),
            null,
            Source.TWILIO,
            Evidence.said(Integer.toString(code), messageSid),
            at));
  }

  /**
   * Takes note that Meta refused a text in WhatsApp because its recipient has stopped the marketing
   * of that sender there; of all senders in WhatsApp, if a Messaging Service has chosen one.
   *
   * @param sender the address of the sender, or the SID of a Messaging Service
   * @param at when Twilio got the text
   * @see <a
   *     href="https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes">131050</a>
   */
  @Transactional
  public void metaRefused(
      AccountId account,
      PhoneNumber recipient,
      String sender,
      int code,
      @Nullable String messageSid,
      Instant at) {
    refused(
        new Statement(
            account,
            recipient,
            OutboundMessage.isMessagingService(sender)
                ? ConsentScope.channel("whatsapp")
                : ConsentScope.sender(sender),
            Kind.REVOKED,
            Set.of(Purpose.MARKETING),
            null,
            Source.META,
            Evidence.said(Integer.toString(code), messageSid),
            at));
  }

  /** Writes down a revocation that others know of, unless we know of it too. */
  private void refused(Statement revocation) {
    var standing = ledger.standing(revocation.account(), revocation.recipient());
    var ended = revocation.purposes().isEmpty() ? Set.of(Purpose.values()) : revocation.purposes();
    if (!ended.stream().allMatch(purpose -> standing.hasRevoked(revocation.scope(), purpose))) {
      ledger.append(revocation);
    }
  }

  /** All that is known of a recipient, oldest first. */
  @Transactional(readOnly = true)
  public List<ConsentEvent> history(AccountId account, PhoneNumber recipient) {
    return ledger.standing(account, recipient).events();
  }
}
