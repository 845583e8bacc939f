// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.account.TestAccounts;
import io.trunkline.events.TestEvents;
import io.trunkline.id.Ids;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.problem.RefusalCode;
import io.trunkline.problem.RefusalException;
import io.trunkline.storage.Storage;
import io.trunkline.storage.TestDatabase;
import io.trunkline.twilio.Channel;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionOperations;

/** A database with this room in it, for any number of nodes. */
final class NumbersStage {

  private static final AtomicInteger RECIPIENTS = new AtomicInteger();

  private final AtomicInteger statements = new AtomicInteger();
  final TestDatabase database = TestDatabase.create();
  final Accounts accounts = TestAccounts.in(database.storage());
  final AccountId account = accounts.configured().id();

  /** A node that is configured with nothing. */
  Numbers node() {
    return node(nothing());
  }

  Numbers node(NumbersProperties properties) {
    return node(TestDatabase.storageOn(new Counting(database.dataSource())), properties);
  }

  Numbers node(Storage storage, NumbersProperties properties) {
    return node(storage, properties, lane -> 0);
  }

  /** A node that sees as many segments wait in the lanes. */
  Numbers node(ToLongFunction<UUID> unitsWaiting) {
    return node(database.storage(), nothing(), unitsWaiting);
  }

  private Numbers node(
      Storage storage, NumbersProperties properties, ToLongFunction<UUID> unitsWaiting) {
    var clock = Clock.systemUTC();
    var tables = new NumberTables(storage);
    var news =
        new SenderNews(
            TestEvents.on(database.storage(), clock), TransactionOperations.withoutTransaction());
    return new Numbers(
        tables,
        new Registry(tables, news, new Ids(clock), clock),
        properties,
        accounts,
        clock,
        unitsWaiting);
  }

  /** How often a node has spoken to the database outside of a transaction. */
  int statements() {
    return statements.get();
  }

  private final class Counting extends DelegatingDataSource {

    Counting(DataSource target) {
      super(target);
    }

    @Override
    public Connection getConnection() throws SQLException {
      statements.incrementAndGet();
      return super.getConnection();
    }
  }

  static NumbersProperties nothing() {
    return new NumbersProperties(null, null, List.of(), List.of(), null, Map.of());
  }

  static NumbersProperties defaultSender(String sender, double pacePerSecond) {
    return new NumbersProperties(sender, pacePerSecond, List.of(), List.of(), null, Map.of());
  }

  /** Registers the addresses that are not senders yet and puts them into a pool. */
  Pool pool(Numbers numbers, String name, String... addresses) {
    for (var address : addresses) {
      if (numbers.find(account, address).isEmpty()) {
        numbers.register(RegisterSender.of(account, address));
      }
    }
    return numbers.putPool(account, name, List.of(addresses));
  }

  SenderQuestion text(String requested, PhoneNumber recipient) {
    return new SenderQuestion(account, requested, recipient, Channel.SMS);
  }

  SenderQuestion retry(String requested, PhoneNumber recipient, Sender triedBefore) {
    return new SenderQuestion(account, requested, recipient, Channel.SMS, Set.of(triedBefore.id()));
  }

  /** The answer to one question, which is a sender. */
  static SenderChoice.Chosen chosen(Numbers numbers, SenderQuestion question) {
    return chosen(numbers.choose(List.of(question)), question);
  }

  static SenderChoice.Chosen chosen(
      Map<SenderQuestion, SenderChoice> choices, SenderQuestion question) {
    return (SenderChoice.Chosen) Objects.requireNonNull(choices.get(question));
  }

  static String addressOf(Numbers numbers, SenderQuestion question) {
    return chosen(numbers, question).sender().address();
  }

  /** Somebody in New York whom nobody has texted. */
  static PhoneNumber stranger() {
    return new PhoneNumber("+1212555%04d".formatted(RECIPIENTS.incrementAndGet()));
  }

  static RefusalCode refusal(ThrowingCallable call) {
    return catchThrowableOfType(RefusalException.class, call).refusal().code();
  }
}
