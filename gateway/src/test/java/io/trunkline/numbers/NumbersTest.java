// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.account.TestAccounts;
import io.trunkline.id.Ids;
import io.trunkline.numbers.NumbersProperties.Configured;
import io.trunkline.problem.RefusalCode;
import io.trunkline.problem.RefusalException;
import io.trunkline.storage.Storage;
import io.trunkline.storage.TestDatabase;
import io.trunkline.storage.TroubledDataSource;
import java.time.Clock;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Accounts ACCOUNTS = TestAccounts.in(DATABASE.storage());
  private static final AccountId OURS = ACCOUNTS.configured().id();
  private static final AccountId OTHERS = TestAccounts.open(ACCOUNTS, "others").id();

  @Test
  void sendsFromTheDefaultSenderUnlessAskedOtherwise() {
    var numbers =
        numbers(
            new NumbersProperties(
                "+1 (415) 555-0100", 7.0, List.of(new Configured("72345", null))));

    assertThat(numbers.senderFor(OURS, null))
        .satisfies(sender -> assertThat(sender.address()).isEqualTo("+14155550100"))
        .satisfies(sender -> assertThat(sender.pacePerSecond()).isEqualTo(7.0))
        .satisfies(sender -> assertThat(sender.kind()).isEqualTo(SenderKind.LONG_CODE));
    assertThat(numbers.senderFor(OURS, "72345").pacePerSecond()).isEqualTo(100.0);
  }

  @Test
  void hasNoDefaultForAnAccountThatIsNotConfigured() {
    var numbers = numbers(new NumbersProperties("+14155550101", null, List.of()));
    numbers.register(OTHERS, "+14155550101", null);

    assertThat(refusal(() -> numbers.senderFor(OTHERS, null))).isEqualTo(NumberRefusal.NO_SENDER);
    assertThat(refusal(() -> numbers().senderFor(OURS, null))).isEqualTo(NumberRefusal.NO_SENDER);
  }

  @Test
  void showsNobodyTheSendersOfAnotherAccount() {
    var numbers = numbers();
    var theirs = numbers.register(OTHERS, "+14155550102", null);

    assertThat(refusal(() -> numbers.senderFor(OURS, "+14155550102")))
        .isEqualTo(NumberRefusal.UNKNOWN_SENDER);
    assertThat(numbers.senderFor(OTHERS, "+14155550102")).isEqualTo(theirs);
  }

  @Test
  void keepsTwoAccountsWithOneAddressApart() {
    var numbers = numbers();
    var ours = numbers.register(OURS, "SHARED", 1.0);
    var theirs = numbers.register(OTHERS, "SHARED", 2.0);

    assertThat(numbers.find(OURS, "SHARED")).contains(ours);
    assertThat(numbers.find(OTHERS, "SHARED")).contains(theirs);
  }

  @Test
  void changesThePaceOfASenderThatIsRegisteredAgain() {
    var numbers = numbers();
    var before = numbers.register(OURS, "+14155550103", null);
    var after = numbers.register(OURS, "+1 415 555 0103", 30.0);

    assertThat(before.pacePerSecond()).isEqualTo(1.0);
    assertThat(after.pacePerSecond()).isEqualTo(30.0);
    assertThat(after.id()).isEqualTo(before.id());
    assertThat(numbers.find(OURS, "+14155550103")).contains(after);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+14155550104", " +1 415 555 0104", "+1 (415) 555-0104\t"})
  void knowsANumberHoweverItIsWritten(String written) {
    assertThat(numbers().register(OURS, written, null).address()).isEqualTo("+14155550104");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12", "+1", "whatsapp:+14155550100"})
  void refusesWhatNothingCanBeSentFrom(String address) {
    assertThat(refusal(() -> numbers().register(OURS, address, null)))
        .isEqualTo(NumberRefusal.INVALID_SENDER);
  }

  /** A lane of such a pace would stop the queue of every sender. */
  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesAPaceAtWhichNothingCanBeSent(double pace) {
    assertThat(refusal(() -> numbers().register(OURS, "PACE", pace)))
        .isEqualTo(NumberRefusal.INVALID_SENDER);
    assertThat(numbers().find(OURS, "PACE")).isEmpty();
  }

  @Test
  void seesAnotherNodesSenderWithinItsMemory() {
    var node = numbers();
    var otherNode = numbers();
    assertThat(otherNode.find(OURS, "NEWS")).isEmpty();

    var sender = node.register(OURS, "NEWS", null);

    assertThat(node.find(OURS, "NEWS")).contains(sender);
    await()
        .atMost(Numbers.MEMORY.plusSeconds(5))
        .untilAsserted(() -> assertThat(otherNode.find(OURS, "NEWS")).contains(sender));
  }

  @Test
  void seesItsOwnSenderAlsoWhenItWasJustReadingThem() throws InterruptedException {
    var dataSource = new TroubledDataSource(DATABASE.dataSource());
    var numbers = numbers(TestDatabase.storageOn(dataSource), none());

    var afterReading = dataSource.holdNextConnectionWhenDone();
    var reading = Thread.startVirtualThread(numbers::all);
    await().until(afterReading::isReached);
    var registration = Thread.startVirtualThread(() -> numbers.register(OURS, "RACED", null));
    await().until(() -> numbers().find(OURS, "RACED").isPresent());
    afterReading.letGo();
    reading.join();
    registration.join();

    assertThat(numbers.find(OURS, "RACED")).isPresent();
  }

  private static RefusalCode refusal(ThrowingCallable call) {
    return catchThrowableOfType(RefusalException.class, call).refusal().code();
  }

  private static NumbersProperties none() {
    return new NumbersProperties(null, null, List.of());
  }

  private static Numbers numbers() {
    return numbers(none());
  }

  private static Numbers numbers(NumbersProperties properties) {
    return numbers(DATABASE.storage(), properties);
  }

  private static Numbers numbers(Storage storage, NumbersProperties properties) {
    return new Numbers(
        new SenderStore(storage),
        properties,
        ACCOUNTS,
        new Ids(Clock.systemUTC()),
        Clock.systemUTC());
  }
}
