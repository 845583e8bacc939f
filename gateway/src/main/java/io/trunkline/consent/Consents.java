// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.id.Ids;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;

/**
 * The ledger of who may be texted. Every method joins the caller's transaction, so that what is
 * decided or heard stands or falls with what is done about it.
 */
public class Consents {

  private final ConsentStore store;
  private final Keywords keywords;
  private final ConsentProperties properties;
  private final Ids ids;
  private final Clock clock;

  Consents(
      ConsentStore store, Keywords keywords, ConsentProperties properties, Ids ids, Clock clock) {
    this.store = store;
    this.keywords = keywords;
    this.properties = properties;
    this.ids = ids;
    this.clock = clock;
  }

  /** Decides each of the questions, in one reading of the ledger. */
  @Transactional(readOnly = true)
  public Map<ConsentQuestion, ConsentDecision> decide(Collection<ConsentQuestion> questions) {
    var latest = store.latest(questions);
    var decisions = new HashMap<ConsentQuestion, ConsentDecision>();
    for (var question : questions) {
      var event = latest.get(question);
      decisions.put(
          question,
          event != null && event.kind() == ConsentEvent.Kind.OPTED_OUT
              ? new ConsentDecision.Block(event)
              : new ConsentDecision.Send());
    }
    return decisions;
  }

  /**
   * Hears an inbound text and writes down what it says about consent. A text heard through a
   * Messaging Service counts for the number it came to and for the service, since Twilio blocks the
   * one or the other depending on a setting that we cannot see.
   *
   * @return what to answer; empty if there is nothing to say or Twilio has said it
   */
  @Transactional
  public Optional<String> hear(HeardText heard) {
    var answeredAs = heard.optOutType();
    if (answeredAs != null) {
      switch (answeredAs) {
        case "STOP" ->
            append(heard, ConsentEvent.Kind.OPTED_OUT, ConsentEvent.Source.TWILIO, "STOP");
        case "START" ->
            append(heard, ConsentEvent.Kind.OPTED_IN, ConsentEvent.Source.TWILIO, "START");
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
    var known = store.latest(List.of(refused)).get(refused);
    if (known == null || known.kind() != ConsentEvent.Kind.OPTED_OUT) {
      store.append(
          event(
              refused,
              ConsentEvent.Kind.OPTED_OUT,
              ConsentEvent.Source.TWILIO,
              Integer.toString(twilioCode),
              messageSid,
              clock.instant()));
    }
  }

  /** All that is known of a recipient, oldest first. */
  @Transactional(readOnly = true)
  public List<ConsentEvent> history(AccountId account, PhoneNumber recipient) {
    return store.history(account, recipient.e164());
  }

  private Optional<String> obey(HeardText heard, Keywords.Keyword keyword) {
    switch (keyword.action()) {
      case OPT_OUT ->
          append(heard, ConsentEvent.Kind.OPTED_OUT, ConsentEvent.Source.KEYWORD, keyword.word());
      case OPT_IN ->
          append(heard, ConsentEvent.Kind.OPTED_IN, ConsentEvent.Source.KEYWORD, keyword.word());
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

  private void append(
      HeardText heard, ConsentEvent.Kind kind, ConsentEvent.Source source, String evidence) {
    Stream.concat(Stream.of(heard.to()), Stream.ofNullable(heard.serviceSid()))
        .map(scope -> new ConsentQuestion(heard.account(), heard.from().e164(), scope))
        .map(about -> event(about, kind, source, evidence, heard.messageSid(), heard.at()))
        .forEach(store::append);
  }

  private ConsentEvent event(
      ConsentQuestion about,
      ConsentEvent.Kind kind,
      ConsentEvent.Source source,
      String evidence,
      @Nullable String messageSid,
      Instant at) {
    return new ConsentEvent(
        ids.next(),
        about.account(),
        about.recipient(),
        about.scope(),
        kind,
        source,
        evidence,
        messageSid,
        Storage.storable(at));
  }
}
