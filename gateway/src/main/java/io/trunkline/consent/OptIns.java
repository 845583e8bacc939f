// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.consent.ConsentEvent.Kind;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.problem.RequestRefusal;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Asks by text whether somebody agrees, and takes a YES in time for it: a grant with the question
 * and the SIDs of both texts as evidence. Nothing else that somebody says is one.
 */
public final class OptIns {

  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(30);

  private static final Set<String> YES = Set.of("yes", "ja", "oui", "si", "sim");
  private static final Set<String> NO = Set.of("no", "nein", "non", "nao", "nee");

  private final OptInStore store;
  private final Ledger ledger;
  private final Supplier<OptInQuestions> questions;
  private final ConsentNews news;
  private final TransactionOperations transactions;
  private final Clock clock;

  OptIns(
      OptInStore store,
      Ledger ledger,
      Supplier<OptInQuestions> questions,
      ConsentNews news,
      TransactionOperations transactions,
      Clock clock) {
    this.store = store;
    this.ledger = ledger;
    this.questions = questions;
    this.news = news;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Asks. A question of the same sender's that is not answered yet counts no more.
   *
   * @throws RefusalException if a YES could not be recorded, or the question cannot be sent
   */
  public OptIn ask(AskOptIn question) {
    check(question);
    var now = now();
    var id = store.nextId();
    Supplier<OptIn> outcome =
        Objects.requireNonNull(
            transactions.execute(
                _ -> {
                  try {
                    var asked = ask(id, question, now);
                    return () -> asked;
                  } catch (RefusalException e) {
                    // What was decided about it is kept, since the refusal names it.
                    return () -> {
                      throw e;
                    };
                  }
                }));
    return outcome.get();
  }

  private OptIn ask(UUID id, AskOptIn question, Instant now) {
    var asked = questions.get().ask(id, question);
    var optIn =
        new OptIn(
            id,
            question.grant().showing(asked.text()),
            asked.sender(),
            question.confirmation(),
            asked.message(),
            OptIn.State.PENDING,
            now,
            now.plus(question.patience()),
            null);
    store.replacePending(optIn);
    store.insert(optIn);
    news.asked(optIn);
    return optIn;
  }

  /** A question of the account's. */
  public Optional<OptIn> find(AccountId account, UUID id) {
    return store.find(account, id, now());
  }

  /**
   * Hears the answer to a question that waits for one, in the caller's transaction. A YES counts
   * unless its sender has revoked anything since the question.
   *
   * @param before reads what stands of whoever answers, without this
   * @return the question that is granted; empty if this grants nothing
   */
  Optional<OptIn> answer(HeardText heard, Supplier<Standing> before) {
    var word = Keywords.normalise(heard.text());
    boolean agrees = YES.contains(word);
    if (!agrees && !NO.contains(word)) {
      return Optional.empty();
    }
    var pending = store.lockPending(heard);
    var granted =
        pending.filter(optIn -> agrees).filter(optIn -> !hasRevokedSince(optIn, before.get()));
    pending.ifPresent(
        optIn ->
            news.asked(
                store.close(
                    optIn,
                    granted.isPresent() ? OptIn.State.GRANTED : OptIn.State.DECLINED,
                    heard)));
    granted.ifPresent(optIn -> ledger.append(statement(optIn, heard, word)));
    return granted;
  }

  private static boolean hasRevokedSince(OptIn optIn, Standing standing) {
    return standing.events().stream()
        .filter(event -> event.kind() == Kind.REVOKED)
        .anyMatch(event -> !event.at().isBefore(optIn.askedAt()));
  }

  private Statement statement(OptIn optIn, HeardText heard, String word) {
    // Who answers at once may be faster than Twilio's answer to us.
    var question =
        questions.get().twilioSid(heard.account(), optIn.message()).orElse(optIn.message());
    return optIn.grant().answered(word, List.of(question, heard.messageSid()), heard.at());
  }

  private void check(AskOptIn question) {
    var grant = question.grant();
    var refusals = new ArrayList<>(grant.refusals(clock.instant()));
    if (grant.kind() != Kind.GRANTED) {
      refusals.add(invalid("/kind", "is granted"));
    }
    if (grant.shown() == null) {
      refusals.add(Refusal.at(RequestRefusal.REQUIRED, "/text", "is the question"));
    }
    var patience = question.patience();
    if (patience.compareTo(SHORTEST) < 0 || patience.compareTo(LONGEST) > 0) {
      refusals.add(invalid("/valid_for", "is a minute to 30 days"));
    }
    if (!refusals.isEmpty()) {
      throw Refusal.ofAll(List.copyOf(refusals)).asException();
    }
  }

  private static Refusal invalid(String pointer, String detail) {
    return Refusal.at(RequestRefusal.INVALID_VALUE, pointer, detail);
  }

  private Instant now() {
    return Storage.storable(clock.instant());
  }
}
