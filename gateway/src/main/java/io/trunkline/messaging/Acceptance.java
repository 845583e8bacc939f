// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.consent.ConsentDecision;
import io.trunkline.consent.ConsentQuestion;
import io.trunkline.consent.Consents;
import io.trunkline.id.Ids;
import io.trunkline.numbers.Numbers;
import io.trunkline.numbers.Sender;
import io.trunkline.numbers.SenderKind;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.problem.Refusal;
import io.trunkline.segments.Segments;
import io.trunkline.twilio.Channel;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Accepts messages or refuses them. Nothing is written before all that can be refused has been
 * asked, so that a refusal leaves the caller's transaction as it was.
 */
final class Acceptance {

  private static final Set<String> TOLL_FREE_COUNTRIES = Set.of("US", "CA");

  private final Numbers numbers;
  private final Consents consents;
  private final MessageStore messages;
  private final IdempotencyStore keys;
  private final MessageProgress progress;
  private final Ids ids;

  Acceptance(
      Numbers numbers,
      Consents consents,
      MessageStore messages,
      IdempotencyStore keys,
      MessageProgress progress,
      Ids ids) {
    this.numbers = numbers;
    this.consents = consents;
    this.messages = messages;
    this.keys = keys;
    this.progress = progress;
    this.ids = ids;
  }

  Message accept(AccountId account, SendMessage request) {
    var errors = request.errors();
    if (!errors.isEmpty()) {
      throw Refusal.ofAll(errors).asException();
    }
    var id = new MessageId(ids.next());
    return repeated(account, request, id)
        .orElseGet(
            () -> {
              var sender = numbers.senderFor(account, request.sender());
              mustConsent(account, request.to(), sender);
              return insert(id, account, request, sender);
            });
  }

  private Optional<Message> repeated(AccountId account, SendMessage request, MessageId id) {
    return Optional.ofNullable(request.idempotencyKey())
        .flatMap(key -> keys.find(account, key, request, Ids.madeAt(id.value())))
        .flatMap(earlier -> messages.find(account, earlier));
  }

  private void mustConsent(AccountId account, PhoneNumber recipient, Sender sender) {
    var question = new ConsentQuestion(account, recipient.e164(), sender.address());
    if (consents.decide(List.of(question)).get(question)
        instanceof ConsentDecision.Block(var because)) {
      throw Refusal.at(
              MessageRefusal.RECIPIENT_OPTED_OUT,
              "/to",
              "opted out of this sender at %s (%s) and must opt in again first, by texting START"
                  .formatted(because.at(), because.publicId()))
          .asException();
    }
  }

  private Message insert(MessageId id, AccountId account, SendMessage request, Sender sender) {
    var createdAt = Ids.madeAt(id.value());
    var key = request.idempotencyKey();
    if (key != null && !keys.claim(account, key, request, id, createdAt)) {
      // Another request with this key has just been faster.
      return repeated(account, request, id).orElseThrow();
    }
    var segments =
        Segments.of(
            request.body(),
            sender.kind() == SenderKind.TOLL_FREE
                && request.to().country().filter(TOLL_FREE_COUNTRIES::contains).isPresent());
    var message =
        new Message(
            id,
            account,
            Direction.OUTBOUND,
            Channel.SMS,
            MessageStatus.ACCEPTED,
            request.purpose(),
            sender.address(),
            request.to().e164(),
            request.body(),
            segments.encoding(),
            segments.count(),
            request.reference(),
            request.metadata(),
            null,
            null,
            0,
            createdAt,
            createdAt);
    messages.insert(message, sender.id().value());
    progress.announceNew(message);
    return message;
  }
}
