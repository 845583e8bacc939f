// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.consent.ConsentEvent.Kind;
import io.trunkline.consent.ConsentEvent.Source;
import io.trunkline.law.Purpose;
import io.trunkline.phone.PhoneNumber;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
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
  private final Keywords keywords;
  private final ConsentProperties properties;
  private final Clock clock;

  Consents(
      Ledger ledger,
      Deciding deciding,
      OptIns optIns,
      Keywords keywords,
      ConsentProperties properties,
      Clock clock) {
    this.ledger = ledger;
    this.deciding = deciding;
    this.optIns = optIns;
    this.keywords = keywords;
    this.properties = properties;
    this.clock = clock;
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

  /** Keeps what {@link #ask} has said. */
  @Transactional
  public void keep(List<Ruling> made) {
    deciding.keep(made);
  }

  /** Says that a message was never sent, and is no contact. */
  @Transactional
  public void release(UUID message) {
    deciding.release(message);
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

  private static ConsentScope scope(ConsentQuestion question) {
    return ConsentScope.sender(question.scope());
  }

  /**
   * Hears an inbound text and writes down what it says about consent. A text heard through a
   * Messaging Service counts for the number it came to and for the service, since Twilio blocks the
   * one or the other depending on a setting that we cannot see. A YES to a question of ours answers
   * that question and nothing else.
   *
   * @return what to answer; empty if there is nothing to say or Twilio has said it
   */
  @Transactional
  public Optional<String> hear(HeardText heard) {
    var granted = optIns.answer(heard, ledger.standing(heard.account(), heard.from()));
    return granted.isPresent()
        ? granted.map(OptIn::confirmation).filter(_ -> heard.optOutType() == null)
        : obey(heard);
  }

  private Optional<String> obey(HeardText heard) {
    var answeredAs = heard.optOutType();
    if (answeredAs != null) {
      switch (answeredAs) {
        case "STOP" -> append(heard, Kind.REVOKED, Source.TWILIO, "STOP");
        case "START" -> append(heard, Kind.RESTORED, Source.TWILIO, "START");
        default -> {
          // HELP, or a type of Twilio's that is newer than this: answered there, changes nothing.
        }
      }
      return Optional.empty();
    }
    return keywords
        .recognise(heard.text())
        .filter(keyword -> keyword.onTollFreeNetwork() || !restoresOnTollFree(keyword, heard))
        .flatMap(keyword -> obey(heard, keyword));
  }

  /** Takes note that Twilio refused a text because its recipient has opted out. */
  @Transactional
  public void twilioRefused(ConsentQuestion refused, int twilioCode, @Nullable String messageSid) {
    var standing = ledger.standing(refused.account(), new PhoneNumber(refused.recipient()));
    if (!Stream.of(Purpose.values())
        .allMatch(purpose -> standing.hasRevoked(scope(refused), purpose))) {
      ledger.append(
          statement(
              refused,
              Kind.REVOKED,
              Source.TWILIO,
              Evidence.said(Integer.toString(twilioCode), messageSid),
              clock.instant()));
    }
  }

  /** All that is known of a recipient, oldest first. */
  @Transactional(readOnly = true)
  public List<ConsentEvent> history(AccountId account, PhoneNumber recipient) {
    return ledger.standing(account, recipient).events();
  }

  private Optional<String> obey(HeardText heard, Keywords.Keyword keyword) {
    switch (keyword.action()) {
      case OPT_OUT -> append(heard, Kind.REVOKED, Source.KEYWORD, keyword.word());
      case OPT_IN -> append(heard, Kind.RESTORED, Source.KEYWORD, keyword.word());
      case HELP -> {}
    }
    if (heard.to().startsWith("+") && keywords.twilioAnswers(heard.text())) {
      return Optional.empty();
    }
    return Optional.of(
        keywords.reply(keyword.action(), keyword.language(), properties.senderName()));
  }

  private static boolean restoresOnTollFree(Keywords.Keyword keyword, HeardText heard) {
    return keyword.action() == KeywordAction.OPT_IN
        && heard.to().startsWith("+")
        && PhoneNumber.parse(heard.to()).isTollFree();
  }

  private void append(HeardText heard, Kind kind, Source source, String word) {
    ledger.append(
        Stream.concat(Stream.of(heard.to()), Stream.ofNullable(heard.serviceSid()))
            .map(scope -> new ConsentQuestion(heard.account(), heard.from().e164(), scope))
            .map(
                about ->
                    statement(
                        about, kind, source, Evidence.said(word, heard.messageSid()), heard.at()))
            .toArray(Statement[]::new));
  }

  private static Statement statement(
      ConsentQuestion about, Kind kind, Source source, Evidence evidence, Instant at) {
    return new Statement(
        about.account(),
        new PhoneNumber(about.recipient()),
        scope(about),
        kind,
        Set.of(),
        null,
        source,
        evidence,
        at);
  }
}
