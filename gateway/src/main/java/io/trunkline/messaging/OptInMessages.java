// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.consent.AskOptIn;
import io.trunkline.consent.OptInQuestions;
import io.trunkline.id.Ids;
import io.trunkline.law.Purpose;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Sends the questions whether somebody agrees. One that asks for marketing is itself an
 * advertisement: it keeps the hours and caps of marketing, and asks nobody who has stopped that.
 */
final class OptInMessages implements OptInQuestions {

  private final Messages messages;

  OptInMessages(Messages messages) {
    this.messages = messages;
  }

  @Override
  public Asked ask(UUID optIn, AskOptIn question) {
    var grant = question.grant();
    var text = Objects.requireNonNull(grant.shown());
    var request =
        SendMessage.to(grant.recipient())
            .account(grant.account())
            .body(text)
            .purpose(
                grant.purposes().contains(Purpose.MARKETING)
                    ? Purpose.MARKETING
                    : Purpose.INFORMATIONAL)
            .validFor(question.patience())
            .reference(Ids.write("opt", optIn));
    var message =
        messages.ask(question.sender() == null ? request : request.from(question.sender()));
    return new Asked(message.id().toString(), message.from(), message.body());
  }

  @Override
  public Optional<String> twilioSid(AccountId account, String message) {
    return messages.find(account, MessageId.parse(message)).map(Message::twilioSid);
  }
}
