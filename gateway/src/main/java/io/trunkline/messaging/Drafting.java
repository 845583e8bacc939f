// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.consent.ConsentDecision;
import io.trunkline.consent.ConsentQuestion;
import io.trunkline.consent.Consents;
import io.trunkline.id.Ids;
import io.trunkline.numbers.Numbers;
import io.trunkline.numbers.Sender;
import io.trunkline.numbers.SenderKind;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.segments.Segments;
import io.trunkline.twilio.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Makes messages of requests, as they would be stored, or says why not. Everything that can be
 * refused is asked here, many requests at a time, and nothing is written.
 */
final class Drafting {

  private static final Set<String> TOLL_FREE_COUNTRIES = Set.of("US", "CA");

  private final Numbers numbers;
  private final Consents consents;
  private final Ids ids;

  Drafting(Numbers numbers, Consents consents, Ids ids) {
    this.numbers = numbers;
    this.consents = consents;
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
    good(drafts).forEach(Drafting::say);
    good(drafts).forEach(this::chooseSender);
    askConsent(good(drafts));
    good(drafts).forEach(draft -> write(draft, now));
  }

  private static List<Draft> good(List<Draft> drafts) {
    return drafts.stream().filter(Draft::isGood).toList();
  }

  private static void say(Draft draft) {
    draft.body = Objects.requireNonNullElse(draft.request().content().body(), "");
  }

  private void chooseSender(Draft draft) {
    try {
      draft.sender = numbers.senderFor(draft.account(), draft.request().route().sender());
    } catch (RefusalException e) {
      draft.refuse(e.refusal());
    }
  }

  private void askConsent(List<Draft> drafts) {
    var questions = drafts.stream().map(Drafting::question).toList();
    var decisions = consents.decide(List.copyOf(Set.copyOf(questions)));
    for (int i = 0; i < drafts.size(); i++) {
      if (decisions.get(questions.get(i)) instanceof ConsentDecision.Block(var because)) {
        drafts
            .get(i)
            .refuse(
                Refusal.at(
                    MessageRefusal.RECIPIENT_OPTED_OUT,
                    "/to",
                    "opted out of this sender at %s (%s) and must opt in again first, by texting"
                            .formatted(because.at(), because.publicId())
                        + " START"));
      }
    }
  }

  private static ConsentQuestion question(Draft draft) {
    return new ConsentQuestion(
        draft.account(),
        draft.request().to().e164(),
        Objects.requireNonNull(draft.sender).address());
  }

  private void write(Draft draft, Instant now) {
    var request = draft.request();
    var sender = Objects.requireNonNull(draft.sender);
    var body = Objects.requireNonNull(draft.body);
    var hold = hold(request, now, draft);
    if (!draft.isGood()) {
      return;
    }
    var channels = channels(request);
    var segments = segments(request, sender, body);
    var id = new MessageId(ids.next());
    var createdAt = Ids.madeAt(id.value());
    draft.write(
        new MessageStore.Row(
            new Message(
                id,
                draft.account(),
                Direction.OUTBOUND,
                channels.getFirst(),
                hold.until() == null ? MessageStatus.ACCEPTED : MessageStatus.HELD,
                request.purpose(),
                sender.address(),
                null,
                request.to().e164(),
                Message.Content.of(body, request.content().media()),
                segments.encoding(),
                channels.getFirst() == Channel.SMS ? segments.count() : 1,
                hold,
                new Message.Chain(
                    channels.subList(1, channels.size()),
                    request.route().fallbackAfter(),
                    null,
                    null),
                Message.Cost.UNKNOWN,
                request.reference(),
                request.metadata(),
                null,
                null,
                0,
                createdAt,
                createdAt),
            sender.id().value(),
            null));
  }

  private static List<Channel> channels(SendMessage request) {
    var asked = request.route().channels();
    var usual = request.content().media().isEmpty() ? Channel.SMS : Channel.MMS;
    return asked.isEmpty() ? List.of(usual) : asked;
  }

  private static Segments segments(SendMessage request, Sender sender, String body) {
    return Segments.of(
        body,
        sender.kind() == SenderKind.TOLL_FREE
            && request.to().country().filter(TOLL_FREE_COUNTRIES::contains).isPresent());
  }

  private static Message.Hold hold(SendMessage request, Instant now, Draft draft) {
    var timing = request.timing();
    var at = timing.sendAt();
    var wallClock = timing.sendAtLocal();
    if (wallClock != null) {
      var zone = timing.timeZone();
      var zones = zone != null ? Set.of(zone) : request.to().places().zones();
      var everywhere = wallClock.everywhere(zones);
      if (everywhere.isEmpty()) {
        draft.refuse(
            Refusal.at(
                MessageRefusal.UNKNOWN_TIME_ZONE,
                "/time_zone",
                "is needed: the number does not tell where the recipient is"));
      }
      at = everywhere.orElse(null);
    }
    var until = at != null && at.isAfter(now) ? at : null;
    var validFor = timing.validFor();
    return new Message.Hold(
        until,
        until == null ? null : HeldBecause.SEND_AT,
        validFor == null ? null : (until == null ? now : until).plus(validFor));
  }
}
