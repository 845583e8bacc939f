// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.id.Ids;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.problem.Refusal;
import io.trunkline.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The ledger of an account: what people, and those who speak for them, have said about being
 * written to. What one transaction has appended is chained in one go just before it commits, so
 * that the chain of an account is locked for no longer than a commit takes, and after everything
 * else that the transaction locks: nobody waits for it in a circle.
 */
public final class Ledger {

  private final ConsentStore store;
  private final ChainStore chain;
  private final ConsentNews news;
  private final TransactionOperations transactions;
  private final Ids ids;
  private final Clock clock;

  Ledger(
      ConsentStore store,
      ChainStore chain,
      ConsentNews news,
      TransactionOperations transactions,
      Ids ids,
      Clock clock) {
    this.store = store;
    this.chain = chain;
    this.news = news;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Writes down what has been said, in this order; joins the caller's transaction. The same thing
   * said at the same time is one event, however often it is recorded.
   *
   * @return the event of each, also of those that were recorded before
   * @throws io.trunkline.problem.RefusalException if one of them cannot be; none is written then
   */
  public List<ConsentEvent> record(List<Statement> statements) {
    var refusals =
        statements.stream().flatMap(statement -> statement.refusals(now()).stream()).toList();
    if (!refusals.isEmpty()) {
      throw Refusal.ofAll(refusals).asException();
    }
    var recorded = write(statements, Statement::fingerprint);
    var events =
        store.find(recorded.all()).stream()
            .collect(Collectors.toMap(ConsentEvent::id, Function.identity()));
    return recorded.all().stream().map(id -> Objects.requireNonNull(events.get(id))).toList();
  }

  /** What all that is known of a recipient amounts to. */
  public Standing standing(AccountId account, PhoneNumber recipient) {
    var person = new Person(account, recipient.e164());
    return store.standing(List.of(person)).getOrDefault(person, new Standing(List.of()));
  }

  /**
   * What has been said of a recipient, in the order in which it counts.
   *
   * @param after the last that is known already; null to begin with the oldest
   */
  public List<ConsentEvent> history(
      AccountId account, PhoneNumber recipient, @Nullable UUID after, int limit) {
    return store.history(new Person(account, recipient.e164()), after, limit);
  }

  /** Whether the ledger of an account is as it was written. Reads all of it, in constant memory. */
  public ChainState verify(AccountId account) {
    return new ChainCheck(chain).check(account);
  }

  /**
   * The same, some links at a time, so that it takes no longer than somebody waits.
   *
   * @param from where the last time has ended; {@link ChainState.SoFar#NOTHING} to begin with
   * @param most how many links, at least 1
   * @return {@link ChainState.SoFar} if there are more
   */
  public ChainState verify(AccountId account, ChainState.SoFar from, int most) {
    return new ChainCheck(chain).check(account, from, most);
  }

  /** How many events the chain of an account has. */
  public long length(AccountId account) {
    return chain.head(account).map(ChainStore.Head::length).orElse(0L);
  }

  /**
   * Writes all that is known of a recipient as one JSON document, which proves itself against what
   * {@link #verify} has said of the same length (docs/guides/consent.md).
   *
   * @param length how many events of the account there were when it said so; at most {@link
   *     #length}
   * @throws IOException if the other side is gone
   */
  public void exportEvidence(
      AccountId account, PhoneNumber recipient, long length, OutputStream out) throws IOException {
    new EvidenceExport(store, chain)
        .write(account, recipient, standing(account, recipient), length, now(), out);
  }

  /**
   * Records each row of a CSV file, some hundred in each transaction; not in one of the caller's.
   * Recording a file again records what is new in it. Takes constant memory.
   *
   * @param in with a header of names among {@link ImportSummary#COLUMNS}
   * @param refused is told of each row that cannot be recorded
   * @throws io.trunkline.problem.RefusalException if the header is none, or the file is no CSV from
   *     some line on; what came before is recorded
   * @throws IOException if the file breaks off
   */
  public ImportSummary importCsv(AccountId account, InputStream in, Consumer<RefusedRow> refused)
      throws IOException {
    return new CsvImport(this, clock).run(account, in, refused);
  }

  /**
   * Writes all events of an account as CSV, in the order of writing; another account can import
   * them. Takes constant memory.
   *
   * @throws IOException if the other side is gone
   */
  public void exportCsv(AccountId account, OutputStream out) throws IOException {
    new CsvExport(store).write(account, out);
  }

  /** Appends in this order, also what has been said in the same words before. */
  void append(Statement... statements) {
    write(List.of(statements), _ -> ids.next());
  }

  /**
   * Records what nothing keeps from being recorded.
   *
   * @return how many of them are new
   */
  int recordNew(List<Statement> statements) {
    return write(statements, Statement::fingerprint).fresh().size();
  }

  /** The ids of what was written, and which of them are new. */
  private record Written(List<UUID> all, Set<UUID> fresh) {}

  private Written write(List<Statement> statements, Function<Statement, UUID> id) {
    var now = now();
    var events =
        statements.stream().map(statement -> statement.event(id.apply(statement), now)).toList();
    return Objects.requireNonNull(
        transactions.execute(
            _ -> {
              keepTexts(statements);
              var fresh = store.append(events);
              linkAtTheEnd(fresh);
              return new Written(events.stream().map(ConsentEvent::id).toList(), fresh);
            }));
  }

  private void keepTexts(List<Statement> statements) {
    var texts = new TreeMap<UUID, Set<String>>();
    for (var statement : statements) {
      if (statement.shown() != null) {
        texts
            .computeIfAbsent(statement.account().value(), _ -> new HashSet<>())
            .add(statement.shown());
      }
    }
    texts.forEach((account, shown) -> store.keep(new AccountId(account), shown));
  }

  private Instant now() {
    return Storage.storable(clock.instant());
  }

  private void linkAtTheEnd(Collection<UUID> fresh) {
    TransactionSynchronizationManager.getSynchronizations().stream()
        .filter(synchronization -> synchronization instanceof Linking linking && linking.isOf(this))
        .map(Linking.class::cast)
        .findFirst()
        .orElseGet(this::linking)
        .fresh
        .addAll(fresh);
  }

  private Linking linking() {
    var linking = new Linking();
    TransactionSynchronizationManager.registerSynchronization(linking);
    return linking;
  }

  /** Last of all that is done in a transaction. */
  private final class Linking implements TransactionSynchronization {

    private final List<UUID> fresh = new ArrayList<>();

    boolean isOf(Ledger ledger) {
      return Ledger.this == ledger;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      if (!fresh.isEmpty()) {
        store.link(fresh);
        // Under the lock of the chain, so that they are told in its order.
        news.said(store.find(fresh));
      }
    }
  }
}
