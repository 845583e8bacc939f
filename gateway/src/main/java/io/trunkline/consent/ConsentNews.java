// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.events.Events;
import io.trunkline.events.NewEvent;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tells subscribers what is said about consent, in the caller's transaction. What a person says,
 * and what has to be looked at because of them, is told of their number.
 */
final class ConsentNews {

  private final Events events;

  ConsentNews(Events events) {
    this.events = events;
  }

  /**
   * @param said what is new
   */
  void said(List<ConsentEvent> said) {
    events.record(
        said.stream()
            .map(
                one ->
                    news(
                        one.account(),
                        "consent." + code(one.kind()),
                        one.recipient().e164(),
                        Map.of("consent", ConsentView.of(one))))
            .toList());
  }

  void flagged(ConsentFlag flag) {
    tell("consent.flagged", flag);
  }

  void resolved(ConsentFlag flag) {
    tell("consent.flag_resolved", flag);
  }

  private void tell(String type, ConsentFlag flag) {
    events.record(
        List.of(
            news(
                flag.account(),
                type,
                flag.recipient().e164(),
                Map.of("flag", ConsentFlagController.View.of(flag)))));
  }

  /** That somebody is asked whether they agree, or has answered. */
  void asked(OptIn optIn) {
    var what = optIn.state() == OptIn.State.PENDING ? "asked" : code(optIn.state());
    events.record(
        List.of(
            news(
                optIn.grant().account(),
                "opt_in." + what,
                optIn.publicId(),
                Map.of("opt_in", OptInController.View.of(optIn)))));
  }

  private static NewEvent news(AccountId account, String type, String subject, Object data) {
    return new NewEvent(account, type, subject, data);
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
