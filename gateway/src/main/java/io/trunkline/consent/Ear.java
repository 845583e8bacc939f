// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.consent.ConsentEvent.Kind;
import io.trunkline.consent.ConsentEvent.Source;
import io.trunkline.consent.Keywords.Keyword;
import io.trunkline.consent.Replies.About;
import io.trunkline.law.Purpose;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Obeys what texts say about consent, and knows what there is to answer. */
final class Ear {

  private final Keywords keywords;
  private final Hearing hearing;
  private final Reach reach;
  private final Ledger ledger;
  private final ConsentFlags flags;
  private final Replies replies;

  Ear(
      Keywords keywords,
      Hearing hearing,
      Reach reach,
      Ledger ledger,
      ConsentFlags flags,
      Replies replies) {
    this.keywords = keywords;
    this.hearing = hearing;
    this.reach = reach;
    this.ledger = ledger;
    this.flags = flags;
    this.replies = replies;
  }

  /**
   * @param before reads what stands of whoever says it, without this; not asked about what says
   *     nothing, as most texts do
   */
  Understood hear(HeardText heard, Supplier<Standing> before) {
    var understood = obey(heard, before);
    if (understood.ends()) {
      comeBackSince(heard, before.get());
    }
    return understood;
  }

  private Understood obey(HeardText heard, Supplier<Standing> before) {
    var type = heard.optOutType();
    if (type != null) {
      switch (type) {
        case "STOP" -> revoke(heard, true, Source.TWILIO, type);
        case "START" -> restore(heard, before.get(), Source.TWILIO, type);
        default -> {
          // HELP, or a type of Twilio's that is newer than this: answered there, changes nothing.
        }
      }
      return new Understood(null, type.equals("STOP"));
    }
    return switch (hearing.hear(heard.text())) {
      case Verdict.Word(var keyword) ->
          new Understood(
              word(heard, before.get(), keyword).orElse(null),
              keyword.action() == KeywordAction.OPT_OUT);
      case Verdict.Revoked revoked -> {
        var standing = before.get();
        if (revoked.wrongNumber()) {
          flags.wrongNumber(heard, revoked.rule());
        }
        var reached = revoke(heard, false, Source.PHRASE, revoked.rule());
        yield new Understood(
            confirmed(heard, standing, reached, revoked.language()).orElse(null), true);
      }
      case Verdict.Doubtful(var rule, _) -> {
        doubt(heard, before.get(), rule);
        yield new Understood(null, true);
      }
      case Verdict.Ordinary(_) -> Understood.NOTHING;
    };
  }

  private Optional<String> word(HeardText heard, Standing standing, Keyword keyword) {
    var answered = isAnsweredByTwilio(heard);
    return switch (keyword.action()) {
      case OPT_OUT -> {
        var reached = revoke(heard, answered, Source.KEYWORD, keyword.word());
        yield answered ? Optional.empty() : confirmed(heard, standing, reached, keyword.language());
      }
      case OPT_IN -> {
        if (heard.isToTollFree() && !keyword.onTollFreeNetwork()) {
          yield Optional.empty();
        }
        var back = restore(heard, standing, Source.KEYWORD, keyword.word());
        yield answered || !back
            ? Optional.empty()
            : replies.confirm(About.OPT_IN, keyword.language(), heard);
      }
      case HELP ->
          answered
              ? Optional.empty()
              : Optional.of(replies.say(About.HELP, keyword.language(), heard.account()));
    };
  }

  /**
   * Twilio hears the words that it knows wherever it handles opt-outs: not in WhatsApp, and not on
   * a short code by itself.
   */
  private boolean isAnsweredByTwilio(HeardText heard) {
    var to = heard.to();
    boolean handled =
        to.startsWith("+")
            || to.startsWith("rcs:")
            || (to.indexOf(':') < 0 && heard.serviceSid() != null);
    return handled && keywords.twilioAnswers(heard.text());
  }

  private Map<ConsentScope, Set<Purpose>> revoke(
      HeardText heard, boolean atTwilio, Source source, String said) {
    var reached = reach.of(heard, atTwilio);
    var evidence = Evidence.said(said, heard.messageSid());
    ledger.append(
        reached.entrySet().stream()
            .map(
                one ->
                    heard.statement(one.getKey(), Kind.REVOKED, one.getValue(), source, evidence))
            .toArray(Statement[]::new));
    return reached;
  }

  /** One confirmation, unless all of this was revoked before. */
  private Optional<String> confirmed(
      HeardText heard,
      Standing standing,
      Map<ConsentScope, Set<Purpose>> reached,
      String language) {
    var known =
        reached.entrySet().stream()
            .allMatch(
                one ->
                    one.getValue().stream()
                        .allMatch(purpose -> standing.hasRevoked(one.getKey(), purpose)));
    var ends = reached.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    return known ? Optional.empty() : replies.confirm(About.ending(ends), language, heard);
  }

  /**
   * Lifts what texts to this sender have revoked, there and wherever else the same texts reached,
   * be it the account as a whole; but nothing that another text has revoked as well, and no other
   * sender, which Twilio may still block. What somebody has revoked in any other way stays.
   *
   * @return whether nothing forbids anything from this sender afterwards
   */
  private boolean restore(HeardText heard, Standing standing, Source source, String said) {
    var senders = heard.towards();
    var bans = bans(standing);
    var lifted = lifted(senders, bans);
    restore(heard, lifted, source, Evidence.said(said, heard.messageSid()));
    return bans.stream()
        .filter(ban -> !ban.source().isText() || !lifted.contains(ban.scope()))
        .noneMatch(ban -> ban.scope().equals(ConsentScope.ALL) || senders.contains(ban.scope()));
  }

  private void restore(
      HeardText heard, Set<ConsentScope> lifted, Source source, Evidence evidence) {
    ledger.append(
        lifted.stream()
            .sorted(Comparator.comparing(ConsentScope::value))
            .map(scope -> heard.statement(scope, Kind.RESTORED, Set.of(), source, evidence))
            .toArray(Statement[]::new));
  }

  /**
   * Whoever has come back since they said it is back, though it is heard only now: their START
   * lifts of it what it would have lifted.
   */
  private void comeBackSince(HeardText heard, Standing now) {
    var sid = heard.messageSid();
    if (bans(now).stream().noneMatch(ban -> ban.evidence().messageSids().contains(sid))) {
      return;
    }
    now.events().stream()
        .filter(event -> event.kind() == Kind.RESTORED && event.source().isText())
        .filter(event -> heard.senders().contains(event.scope()))
        .filter(event -> event.countsFrom().isAfter(heard.at()))
        .reduce((_, later) -> later)
        .ifPresent(start -> liftBy(start, heard, now));
  }

  private void liftBy(ConsentEvent start, HeardText heard, Standing now) {
    var then =
        new Standing(
            now.events().stream()
                .filter(event -> event.countsFrom().isBefore(start.countsFrom()))
                .toList());
    var senders =
        scopes(
            now.events().stream()
                .filter(event -> event.evidence().equals(start.evidence()))
                .toList());
    var lifted = lifted(senders, bans(then));
    lifted.removeAll(senders);
    restore(heard.at(start.countsFrom()), lifted, start.source(), start.evidence());
  }

  private static Set<ConsentScope> lifted(Set<ConsentScope> senders, Set<ConsentEvent> bans) {
    var texts =
        bans.stream()
            .filter(ban -> senders.contains(ban.scope()) && ban.source().isText())
            .flatMap(ban -> ban.evidence().messageSids().stream())
            .collect(Collectors.toSet());
    var lifted = new HashSet<>(senders);
    var kept = new HashSet<ConsentScope>();
    for (var ban : bans) {
      if (ban.source().isText() && !senders.contains(ban.scope())) {
        boolean taken =
            !ban.scope().isSender()
                && ban.evidence().messageSids().stream().anyMatch(texts::contains);
        (taken ? lifted : kept).add(ban.scope());
      }
    }
    lifted.removeAll(kept);
    return lifted;
  }

  private static Set<ConsentScope> scopes(Collection<ConsentEvent> events) {
    return events.stream().map(ConsentEvent::scope).collect(Collectors.toCollection(HashSet::new));
  }

  /** All that forbids something. */
  private static Set<ConsentEvent> bans(Standing standing) {
    var scopes = scopes(standing.events());
    return Stream.of(Purpose.values())
        .flatMap(purpose -> standing.towards(scopes, purpose).against().stream())
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Suspends marketing until a person has looked, unless the recipient has ended it before. */
  private void doubt(HeardText heard, Standing standing, String rule) {
    var against = standing.towards(heard.towards(), Purpose.MARKETING).against();
    if (against.stream().allMatch(ban -> ban.kind() == Kind.SUSPENDED)) {
      flags.doubt(heard, rule);
    }
  }
}
