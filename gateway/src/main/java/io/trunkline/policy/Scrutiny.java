// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import io.trunkline.account.AccountId;
import io.trunkline.law.Purpose;
import io.trunkline.policy.ContentChecks.Reading;
import io.trunkline.policy.SendingLimits.Counted;
import io.trunkline.policy.SendingLimits.Lasting;
import io.trunkline.problem.Refusal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges messages that are about to be accepted, by the policies of their accounts. It asks the
 * database nothing but what a policy cannot do without: once for all messages that are counted by
 * the prefixes of their numbers, and once before and once after for those of an account that says
 * how to opt out only now and then.
 */
public final class Scrutiny {

  private final Policies policies;
  private final SendingLimits limits;
  private final NoticeStore notices;

  Scrutiny(Policies policies, SendingLimits limits, NoticeStore notices) {
    this.policies = policies;
    this.limits = limits;
    this.notices = notices;
  }

  /**
   * Judges proposals, the earlier before the later, in the transaction of the caller: what counts
   * is not counted if that is rolled back, and nobody else adds to the same prefixes until it ends.
   *
   * @return a verdict on each, in their order
   */
  public List<Verdict> judge(List<Proposal> proposals, Instant now) {
    return judge(proposals, now, Lasting.YES);
  }

  /** What {@link #judge} would say now; nothing counts because of it. */
  public List<Verdict> wouldJudge(List<Proposal> proposals, Instant now) {
    return judge(proposals, now, Lasting.NO);
  }

  /**
   * Whether the verdict depends on who has begun: only then is it worth finding out whether a
   * proposal answers somebody.
   */
  public boolean mindsWhoBegan(Proposal proposal) {
    return policies.inForce(proposal.account()).checks().mindUnnamed(proposal);
  }

  /** Notes that these, whose verdict was that they tell how to opt out, have been accepted. */
  public void told(List<Proposal> accepted, Instant now) {
    if (!accepted.isEmpty()) {
      notices.put(accepted.stream().map(Scrutiny::recipient).toList(), now);
    }
  }

  private List<Verdict> judge(List<Proposal> proposals, Instant now, Lasting lasting) {
    var inForce = new HashMap<AccountId, Policies.InForce>();
    var cases =
        proposals.stream()
            .map(one -> new Case(one, inForce.computeIfAbsent(one.account(), policies::inForce)))
            .toList();
    var told = lastTold(cases, now);
    cases.forEach(one -> one.read(told, now));
    count(cases.stream().filter(Case::isGood).toList(), now, lasting);
    return cases.stream().map(Case::verdict).toList();
  }

  private static NoticeStore.Key recipient(Proposal proposal) {
    return new NoticeStore.Key(proposal.account(), proposal.recipient().e164());
  }

  private Map<NoticeStore.Key, Instant> lastTold(List<Case> cases, Instant now) {
    var keys = new HashSet<NoticeStore.Key>();
    cases.stream()
        .filter(Case::tellsNowAndThen)
        .map(one -> recipient(one.proposal))
        .forEach(keys::add);
    return keys.isEmpty() ? Map.of() : notices.find(keys);
  }

  private void count(List<Case> cases, Instant now, Lasting lasting) {
    var counted = cases.stream().filter(Case::isCounted).toList();
    var refusals =
        limits.count(
            counted.stream()
                .map(one -> new Counted(one.proposal, one.policy().reach().velocity()))
                .toList(),
            now,
            lasting);
    for (int i = 0; i < counted.size(); i++) {
      counted.get(i).refusal = refusals.get(i);
    }
  }

  /** A proposal on its way to a verdict. */
  private static final class Case {

    private final Proposal proposal;
    private final Policies.InForce inForce;
    private Reading reading;
    private @Nullable Refusal refusal;

    Case(Proposal proposal, Policies.InForce inForce) {
      this.proposal = proposal;
      this.inForce = inForce;
      this.reading = new Reading(proposal.words().body(), false, List.of());
      this.refusal = SendingLimits.refusalOf(policy().reach(), proposal);
    }

    Policy policy() {
      return inForce.policy();
    }

    boolean isGood() {
      return refusal == null;
    }

    boolean isCounted() {
      var reach = policy().reach();
      return reach.velocityFor().contains(proposal.purpose())
          && !reach.velocity().isEmpty()
          && !proposal.again()
          && !Countries.isAllowedTest(reach, proposal.recipient());
    }

    boolean tellsNowAndThen() {
      return isGood()
          && proposal.words().form() != Proposal.Form.SPOKEN
          && (proposal.purpose() == Purpose.MARKETING
              || line().appendedFor().contains(proposal.purpose()))
          && !line().isAlwaysDue();
    }

    private Policy.StopLine line() {
      return policy().content().stopLine();
    }

    void read(Map<NoticeStore.Key, Instant> told, Instant now) {
      if (!isGood()) {
        return;
      }
      var last = told.get(recipient(proposal));
      var due = last == null || proposal.again() || !last.plus(line().every()).isAfter(now);
      reading = inForce.checks().read(proposal, due);
      var blocking =
          reading.findings().stream().filter(Finding::blocks).map(Case::refusal).toList();
      if (!blocking.isEmpty()) {
        refusal = Refusal.ofAll(blocking);
      }
    }

    private static Refusal refusal(Finding finding) {
      return Refusal.at(
          PolicyRefusal.CONTENT_NOT_ALLOWED,
          "/body",
          "breaks the rule %s: %s".formatted(finding.rule(), finding.detail()));
    }

    Verdict verdict() {
      return new Verdict(
          reading.body(),
          reading.findings().stream().filter(finding -> !finding.blocks()).toList(),
          tellsNowAndThen() && reading.instructs(),
          refusal);
    }
  }
}
