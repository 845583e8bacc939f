// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.consent.ConsentEvent.Kind;
import io.trunkline.consent.ConsentEvent.Source;
import io.trunkline.consent.ConsentFlag.Decision;
import io.trunkline.consent.ConsentFlag.Reason;
import io.trunkline.consent.ConsentFlag.Resolution;
import io.trunkline.id.Ids;
import io.trunkline.law.Purpose;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a person has to look at. While a doubt is open, marketing to whoever raised it is suspended,
 * unless they have agreed expressly since; whoever resolves the flag lifts the suspension.
 */
public class ConsentFlags {

  private static final Set<Purpose> SUSPENDED = Set.of(Purpose.MARKETING);

  private final FlagStore store;
  private final Ledger ledger;
  private final ConsentNews news;
  private final Ids ids;
  private final Clock clock;

  ConsentFlags(FlagStore store, Ledger ledger, ConsentNews news, Ids ids, Clock clock) {
    this.store = store;
    this.ledger = ledger;
    this.news = news;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Newest first.
   *
   * @param open those that nobody has looked at yet, or those that somebody has
   * @param before only older ones than this; null from the newest on
   */
  @Transactional(readOnly = true)
  public List<ConsentFlag> list(AccountId account, boolean open, @Nullable UUID before, int limit) {
    return store.list(account, open, before, limit);
  }

  /**
   * Does what a person has made of a flag: what was suspended is revoked, or goes on; a number that
   * is somebody else's gets nothing until its owner agrees.
   *
   * @param by who decides
   * @throws RefusalException if there is no such flag, or somebody has decided before
   */
  @Transactional
  public ConsentFlag resolve(AccountId account, UUID id, Decision decision, String by, String why) {
    var flag = store.find(account, id).orElseThrow(() -> unknown(Ids.write("flg", id)));
    var resolution = new Resolution(decision, by, why, Storage.storable(clock.instant()));
    if (!store.resolve(id, resolution)) {
      throw Refusal.of(
              ConsentFlagRefusal.FLAG_RESOLVED, "Somebody has decided about this flag before")
          .asException();
    }
    ledger.append(statements(flag, resolution).toArray(Statement[]::new));
    var resolved = store.find(account, id).orElseThrow();
    news.resolved(resolved);
    return resolved;
  }

  static RefusalException unknown(String id) {
    return Refusal.of(ConsentFlagRefusal.UNKNOWN_FLAG, "There is no flag " + id).asException();
  }

  /** A text raises a doubt: marketing is suspended from now on, if it is not yet. */
  void doubt(HeardText heard, String rule) {
    raise(heard, Reason.DOUBT, rule);
    // The flag is locked now: whoever has resolved the one before has lifted its suspension.
    if (!isSuspended(heard)) {
      ledger.append(
          new Statement(
              heard.account(),
              heard.from(),
              ConsentScope.ALL,
              Kind.SUSPENDED,
              SUSPENDED,
              null,
              Source.DOUBT,
              Evidence.said(rule, heard.messageSid()),
              // Later than what a person has cleared while this text was under way.
              clock.instant()));
    }
  }

  private boolean isSuspended(HeardText heard) {
    return ledger
        .standing(heard.account(), heard.from())
        .towards(Set.of(), Purpose.MARKETING)
        .against()
        .stream()
        .anyMatch(ban -> ban.kind() == Kind.SUSPENDED);
  }

  /** A text says that its sender is somebody else. */
  void wrongNumber(HeardText heard, String rule) {
    raise(heard, Reason.WRONG_NUMBER, rule);
  }

  private void raise(HeardText heard, Reason reason, String rule) {
    var at = Storage.storable(heard.at());
    var flag =
        new ConsentFlag(
            ids.next(),
            heard.account(),
            heard.from(),
            heard.to(),
            heard.messageSid(),
            reason,
            rule,
            1,
            at,
            at,
            null);
    if (store.raise(flag)) {
      news.flagged(flag);
    }
  }

  private static List<Statement> statements(ConsentFlag flag, Resolution resolution) {
    var revoked = resolution.decision() == Decision.REVOKE;
    return switch (flag.reason()) {
      case DOUBT -> {
        var cleared = statement(flag, resolution, Kind.CLEARED, SUSPENDED, Source.OPERATOR);
        yield revoked
            ? List.of(statement(flag, resolution, Kind.REVOKED, SUSPENDED, Source.DOUBT), cleared)
            : List.of(cleared);
      }
      case WRONG_NUMBER ->
          revoked
              ? List.of(statement(flag, resolution, Kind.REVOKED, Set.of(), Source.REASSIGNED))
              : List.of();
    };
  }

  private static Statement statement(
      ConsentFlag flag, Resolution resolution, Kind kind, Set<Purpose> purposes, Source source) {
    return new Statement(
        flag.account(),
        flag.recipient(),
        ConsentScope.ALL,
        kind,
        purposes,
        null,
        source,
        new Evidence(
            flag.rule(),
            List.of(flag.messageSid()),
            null,
            null,
            null,
            null,
            null,
            flag.publicId(),
            resolution.by(),
            resolution.why()),
        resolution.at());
  }
}
