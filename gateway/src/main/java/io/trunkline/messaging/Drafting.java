// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.id.Ids;
import io.trunkline.numbers.ChosenBecause;
import io.trunkline.numbers.SenderChoice;
import io.trunkline.numbers.SenderKind;
import io.trunkline.numbers.SenderQuestion;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import io.trunkline.segments.Segments;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Channel;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of requests, as they would be stored, or says why not. Everything that can be
 * refused is asked here, many requests at a time.
 */
final class Drafting {

  /**
   * How senders are chosen.
   *
   * @param answers who each question is sent from
   * @param usual the default sender or pool of an account
   */
  record Choosing(
      Function<Collection<SenderQuestion>, Map<SenderQuestion, SenderChoice>> answers,
      Function<AccountId, Optional<String>> usual) {}

  /** Who may refuse, beside the senders. */
  record Rules(ChannelRules channels, ConsentRules consents, PolicyRules policies) {}

  private final Wording wording;
  private final Choosing senders;
  private final Rules rules;
  private final Estimates estimates;
  private final Ids ids;

  Drafting(Wording wording, Choosing senders, Rules rules, Estimates estimates, Ids ids) {
    this.wording = wording;
    this.senders = senders;
    this.rules = rules;
    this.estimates = estimates;
    this.ids = ids;
  }

  /** Looks at each order by itself. */
  List<Draft> begin(List<Draft.Order> orders, Instant now) {
    var drafts = orders.stream().map(Draft::new).toList();
    for (var draft : drafts) {
      var errors = SendRules.errors(draft.request(), now);
      if (!errors.isEmpty()) {
        draft.refuse(Refusal.ofAll(errors));
      }
    }
    return drafts;
  }

  /** Asks everybody who may refuse, and writes the rows of those that are still good. */
  void complete(List<Draft> drafts, Instant now) {
    wording.say(good(drafts));
    var open = good(drafts);
    while (!open.isEmpty()) {
      chooseSenders(open, now);
      rules.channels().ask(good(open), now);
      // What cannot go by its first channel is not refused while it may go by its second.
      open = open.stream().filter(Draft::triesNextChannel).toList();
    }
    var zones = rules.consents().zones(good(drafts));
    good(drafts).forEach(draft -> write(draft, zones.getOrDefault(draft, Set.of()), now));
    rules.consents().ask(good(drafts), now);
    // Last, since it counts what it lets through.
    rules.policies().ask(good(drafts), now);
    estimates.write(good(drafts));
  }

  /**
   * Keeps what was said about drafts.
   *
   * @param accepted those of them that are messages now, or have become what a message says
   */
  void keep(List<Draft> drafts, List<Draft> accepted, Instant now) {
    rules.consents().keep(drafts);
    rules.policies().keep(accepted, now);
  }

  private static List<Draft> good(List<Draft> drafts) {
    return drafts.stream().filter(Draft::isGood).toList();
  }

  private void chooseSenders(List<Draft> drafts, Instant now) {
    var heard = rules.channels().openWindows(drafts, now);
    var questions =
        drafts.stream()
            .map(draft -> senderQuestion(draft).preferring(heard.getOrDefault(draft, List.of())))
            .toList();
    var choices = senders.answers().apply(new HashSet<>(questions));
    for (int i = 0; i < drafts.size(); i++) {
      switch (choices.get(questions.get(i))) {
        case SenderChoice.Chosen chosen -> drafts.get(i).sendFrom(chosen);
        case SenderChoice.None(var refusal) -> drafts.get(i).refuse(refusal);
        case null -> throw new IllegalStateException("No sender for " + drafts.get(i).request());
      }
    }
  }

  private static SenderQuestion senderQuestion(Draft draft) {
    return new SenderQuestion(
        draft.account(), draft.request().route().sender(), draft.request().to(), draft.channel());
  }

  /**
   * @param zones those that the recipient may live by, if somebody has to know
   */
  private void write(Draft draft, Set<ZoneId> zones, Instant now) {
    var hold = hold(draft, zones, now);
    if (!draft.isGood()) {
      return;
    }
    var request = draft.request();
    var sender = draft.chosen().sender();
    var segments = segments(draft, draft.content().body());
    var before = draft.replaces();
    var id = before != null ? before.id() : new MessageId(ids.next());
    var createdAt = before != null ? before.createdAt() : Ids.madeAt(id.value());
    draft.write(
        new MessageStore.Row(
            new Message(
                id,
                draft.account(),
                Direction.OUTBOUND,
                draft.channel(),
                hold.until() == null ? MessageStatus.ACCEPTED : MessageStatus.HELD,
                request.purpose(),
                new Message.Terms(
                    request.programme(), request.timing().timeZone(), draft.asksConsent()),
                sender.address(),
                pool(draft),
                draft.isThroughService() ? draft.speaker() : null,
                request.to().e164(),
                draft.content(),
                segments.encoding(),
                draft.channel() == Channel.SMS ? segments.count() : 1,
                hold,
                chain(draft),
                Message.Cost.UNKNOWN,
                request.reference(),
                request.metadata(),
                null,
                null,
                0,
                createdAt,
                createdAt),
            draft.chosen().lane()));
  }

  /** The pool it was chosen from, asked for by its name or the account's default. */
  private @Nullable String pool(Draft draft) {
    if (draft.chosen().why() == ChosenBecause.ASKED_FOR) {
      return null;
    }
    var asked = draft.request().route().sender();
    return asked != null ? asked : senders.usual().apply(draft.account()).orElse(null);
  }

  private static Message.Chain chain(Draft draft) {
    var before = draft.continues();
    var replaced = draft.replaces();
    var further = draft.furtherChannels();
    return new Message.Chain(
        further,
        further.isEmpty() ? null : draft.request().route().fallbackAfter(),
        before != null ? before.id() : replaced == null ? null : replaced.chain().continues(),
        null);
  }

  /** Those of some words that went the way of a draft. */
  static Segments segments(Draft draft, String words) {
    return Segments.of(
        words,
        draft.chosen().sender().kind() == SenderKind.TOLL_FREE
            && draft
                .request()
                .to()
                .country()
                .filter(SenderKind.NORTH_AMERICA::contains)
                .isPresent());
  }

  private static Message.Hold hold(Draft draft, Set<ZoneId> zones, Instant now) {
    var before = draft.continues();
    if (before != null) {
      return new Message.Hold(null, null, before.hold().expiresAt(), null);
    }
    var timing = draft.request().timing();
    var at = timing.sendAt();
    var wallClock = timing.sendAtLocal();
    if (wallClock != null) {
      var everywhere = wallClock.everywhere(zones);
      if (everywhere.isEmpty()) {
        draft.refuse(
            Refusal.at(
                MessageRefusal.UNKNOWN_TIME_ZONE,
                "/time_zone",
                "is needed: nobody knows where the recipient is"));
      }
      at = everywhere.orElse(null);
    }
    var until = at != null && at.isAfter(now) ? Storage.storable(at) : null;
    var expiresAt = expiresAt(draft, until == null ? now : until);
    if (until != null && expiresAt != null && !until.isBefore(expiresAt)) {
      draft.refuse(
          Refusal.at(
              RequestRefusal.INVALID_VALUE,
              wallClock == null ? "/send_at" : "/send_at_local",
              "is not before %s, when it expires; give valid_for too".formatted(expiresAt)));
    }
    return new Message.Hold(until, until == null ? null : HeldBecause.SEND_AT, expiresAt, null);
  }

  /** Of one that is changed, when it expired before, unless somebody says how long it is worth. */
  private static @Nullable Instant expiresAt(Draft draft, Instant from) {
    var validFor = draft.request().timing().validFor();
    if (validFor != null) {
      return from.plus(validFor);
    }
    var replaced = draft.replaces();
    return replaced == null ? null : replaced.hold().expiresAt();
  }
}
