// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.numbers.Sender;
import io.trunkline.numbers.SenderKind;
import io.trunkline.prices.PriceQuestion;
import io.trunkline.prices.PricedSender;
import io.trunkline.prices.Prices;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Writes into drafts what they are expected to cost, where that is known. */
final class Estimates {

  private final Prices prices;

  Estimates(Prices prices) {
    this.prices = prices;
  }

  void write(List<Draft> drafts) {
    var questions = new LinkedHashMap<Draft, PriceQuestion>();
    drafts.forEach(draft -> question(draft).ifPresent(question -> questions.put(draft, question)));
    var estimates = prices.estimate(questions.values());
    questions.forEach(
        (draft, question) -> {
          var money = estimates.get(question);
          if (money != null) {
            var currency = money.currency().getCurrencyCode();
            draft.write(
                draft.row().costing(new Message.Cost(money.amount(), currency, null, null)));
          }
        });
  }

  /** Empty for a number that belongs to no country. */
  private static Optional<PriceQuestion> question(Draft draft) {
    var message = draft.message();
    return draft
        .request()
        .to()
        .country()
        .map(
            country ->
                new PriceQuestion(
                    message.account(),
                    country,
                    message.channel(),
                    priced(draft.chosen().sender(), country),
                    message.segments(),
                    !message.content().media().isEmpty()));
  }

  private static PricedSender priced(Sender sender, String country) {
    return switch (sender.kind()) {
      case LONG_CODE ->
          SenderKind.NORTH_AMERICA.contains(country) ? PricedSender.LOCAL : PricedSender.MOBILE;
      case TOLL_FREE -> PricedSender.TOLL_FREE;
      case SHORT_CODE -> PricedSender.SHORT_CODE;
      case ALPHANUMERIC, WHATSAPP, RCS, MESSAGING_SERVICE -> PricedSender.ANY;
    };
  }
}
