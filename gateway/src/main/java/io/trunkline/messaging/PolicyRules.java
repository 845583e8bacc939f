// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.conversations.ConversationKey;
import io.trunkline.conversations.Conversations;
import io.trunkline.numbers.Numbers;
import io.trunkline.policy.Proposal;
import io.trunkline.policy.Scrutiny;
import io.trunkline.policy.Verdict;
import io.trunkline.problem.Refusal;
import io.trunkline.twilio.Channel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** What the policies of accounts say of messages: some are refused, some say more than they did. */
final class PolicyRules {

  private final Scrutiny scrutiny;
  private final BiFunction<List<Proposal>, Instant, List<Verdict>> judge;
  private final Numbers numbers;
  private final Conversations conversations;

  /**
   * @param judge of the scrutiny, what it says with consequences or without
   */
  PolicyRules(
      Scrutiny scrutiny,
      BiFunction<List<Proposal>, Instant, List<Verdict>> judge,
      Numbers numbers,
      Conversations conversations) {
    this.scrutiny = scrutiny;
    this.judge = judge;
    this.numbers = numbers;
    this.conversations = conversations;
  }

  /** Asks about drafts that have a row and that nobody else has anything against. */
  void ask(List<Draft> drafts, Instant now) {
    var own = new HashMap<AccountId, Set<String>>();
    var proposals = new ArrayList<Proposal>();
    for (var draft : drafts) {
      proposals.add(proposal(draft, own.computeIfAbsent(draft.account(), this::ownCountries)));
    }
    noteAnswers(drafts, proposals, now);
    var verdicts = judge.apply(proposals, now);
    for (int i = 0; i < drafts.size(); i++) {
      var draft = drafts.get(i);
      obey(draft, verdicts.get(i));
      if (verdicts.get(i).tells()) {
        draft.tells(proposals.get(i));
      }
    }
  }

  /** Notes what accepted drafts tell their recipients. */
  void keep(List<Draft> accepted, Instant now) {
    scrutiny.told(accepted.stream().map(Draft::told).filter(Objects::nonNull).toList(), now);
  }

  private static void obey(Draft draft, Verdict verdict) {
    if (verdict.refusal() != null) {
      draft.refuse(verdict.refusal());
    }
    verdict
        .warnings()
        .forEach(
            finding -> draft.warn(new MessagePreview.Warning(finding.rule(), finding.detail())));
    var body = verdict.body();
    if (body.equals(draft.content().body())) {
      return;
    }
    if (body.length() > SendRules.LONGEST_BODY) {
      draft.refuse(
          Refusal.at(
              MessageRefusal.BODY_TOO_LONG,
              "/body",
              "has %d characters with the stop line; %d are allowed"
                  .formatted(body.length(), SendRules.LONGEST_BODY)));
    }
    draft.say(draft.content().saying(body));
    draft.write(draft.row().saying(draft.content(), Drafting.segments(draft, body)));
  }

  private static Proposal proposal(Draft draft, Set<String> own) {
    var content = draft.content();
    var pin = content.template();
    return new Proposal(
        draft.account(),
        own,
        draft.request().to(),
        draft.request().purpose(),
        Objects.requireNonNullElse(draft.speaker(), draft.chosen().sender().address()),
        false,
        draft.replaces() != null,
        new Proposal.Words(content.body(), pin == null ? null : pin.language(), form(draft)));
  }

  private static Proposal.Form form(Draft draft) {
    if (draft.channel() == Channel.VOICE) {
      return Proposal.Form.SPOKEN;
    }
    return draft.content().contentSid() != null && draft.channel().carriesContent()
        ? Proposal.Form.FIXED
        : Proposal.Form.WRITTEN;
  }

  private Set<String> ownCountries(AccountId account) {
    return numbers.senders(account).stream()
        .flatMap(sender -> sender.countries().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Asks who has lately written, of those only with whom it matters. */
  private void noteAnswers(List<Draft> drafts, List<Proposal> proposals, Instant now) {
    var keys = new HashMap<Integer, ConversationKey>();
    for (int i = 0; i < drafts.size(); i++) {
      var draft = drafts.get(i);
      var speaker = draft.speaker();
      if (speaker != null && scrutiny.mindsWhoBegan(proposals.get(i))) {
        keys.put(
            i,
            new ConversationKey(
                draft.account(), draft.channel(), speaker, draft.request().to().e164()));
      }
    }
    var heard =
        keys.isEmpty()
            ? Map.<ConversationKey, Instant>of()
            : conversations.lastInbound(Set.copyOf(keys.values()));
    keys.forEach(
        (place, key) -> {
          var at = heard.get(key);
          if (at != null && Conversations.isWindowOpen(at, now)) {
            proposals.set(place, proposals.get(place).answering());
          }
        });
  }
}
