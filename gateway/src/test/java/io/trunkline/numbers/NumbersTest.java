// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import static io.trunkline.numbers.NumbersStage.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.account.AccountId;
import io.trunkline.account.TestAccounts;
import io.trunkline.numbers.NumbersProperties.Configured;
import io.trunkline.numbers.NumbersProperties.ConfiguredPool;
import io.trunkline.storage.TestDatabase;
import io.trunkline.storage.TroubledDataSource;
import io.trunkline.twilio.Channel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

  private static final NumbersStage STAGE = new NumbersStage();
  private static final AccountId OURS = STAGE.account;
  private static final AccountId OTHERS = TestAccounts.open(STAGE.accounts, "others").id();

  @Test
  void sendsFromTheDefaultSenderUnlessAskedOtherwise() {
    var numbers =
        numbers(
            new NumbersProperties(
                "+1 (415) 555-0100",
                7.0,
                List.of(new Configured("72345", null, Set.of("us"), Set.of())),
                List.of(),
                null,
                Map.of()));

    assertThat(numbers.find(OURS, numbers.defaultSender(OURS).orElseThrow()).orElseThrow())
        .satisfies(sender -> assertThat(sender.address()).isEqualTo("+14155550100"))
        .satisfies(sender -> assertThat(sender.pacePerSecond()).isEqualTo(7.0))
        .satisfies(sender -> assertThat(sender.kind()).isEqualTo(SenderKind.LONG_CODE));
    assertThat(numbers.find(OURS, "72345").orElseThrow())
        .satisfies(sender -> assertThat(sender.pacePerSecond()).isEqualTo(100.0))
        .satisfies(sender -> assertThat(sender.countries()).containsExactly("US"));
  }

  @Test
  void hasNoDefaultForAnAccountThatIsNotConfigured() {
    var numbers = numbers(NumbersStage.defaultSender("+14155550101", 1));
    numbers.register(OTHERS, "+14155550101", null);

    assertThat(numbers.defaultSender(OTHERS)).isEmpty();
    assertThat(numbers().defaultSender(OURS)).isEmpty();
  }

  @Test
  void showsNobodyTheSendersOfAnotherAccount() {
    var numbers = numbers();
    var theirs = numbers.register(OTHERS, "+14155550102", null);

    assertThat(numbers.find(OURS, "+14155550102")).isEmpty();
    assertThat(numbers.find(OTHERS, "+14155550102")).contains(theirs);
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
  @ValueSource(strings = {"", "12", "+1", "whatsapp:ACME", "rcs:"})
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

  @ParameterizedTest
  @CsvSource({
    "+14155550105, US, ''",
    "+14155550105, '', mms",
    "SHY, XY, ''",
    "MG00000000000000000000000000000001, '', voice",
    "MG00000000000000000000000000000001, US, ''"
  })
  void refusesToBeToldOfASenderWhatItCannotBe(String address, String country, String channel) {
    var request = new RegisterSender(OURS, address, null, set(country), channels(set(channel)));

    assertThat(refusal(() -> numbers().register(request))).isEqualTo(NumberRefusal.INVALID_SENDER);
  }

  @Test
  void keepsWhatItsOwnerSaysOfASender() {
    var service = "MG00000000000000000000000000000002";
    numbers()
        .register(
            new RegisterSender(
                OURS, service, 20.0, Set.of(), Set.of(Channel.SMS, Channel.WHATSAPP)));
    numbers().register(new RegisterSender(OURS, "NAMED", null, Set.of("ae", "SA"), Set.of()));

    assertThat(numbers().find(OURS, service).orElseThrow().channels())
        .containsExactlyInAnyOrder(Channel.SMS, Channel.WHATSAPP);
    assertThat(numbers().find(OURS, "NAMED").orElseThrow().countries())
        .containsExactlyInAnyOrder("AE", "SA");
  }

  @Test
  void removesASenderThatNothingRestsOn() {
    var numbers = numbers();
    var pooled = STAGE.pool(numbers, "removal", "+14155550106").senders().getFirst();
    var byDefault = numbers.register(OTHERS, "DEFAULT", null);
    numbers.setDefaultSender(OTHERS, "DEFAULT");

    assertThat(refusal(() -> numbers.remove(OURS, pooled.id())))
        .isEqualTo(NumberRefusal.SENDER_IN_USE);
    assertThat(refusal(() -> numbers.remove(OTHERS, byDefault.id())))
        .isEqualTo(NumberRefusal.SENDER_IN_USE);
    assertThat(refusal(() -> numbers.remove(OTHERS, pooled.id())))
        .isEqualTo(NumberRefusal.SENDER_NOT_FOUND);
    numbers.deletePool(OURS, "removal");
    numbers.clearDefaultSender(OTHERS);
    numbers.remove(OURS, pooled.id());
    numbers.remove(OTHERS, byDefault.id());
    assertThat(numbers.find(OURS, "+14155550106")).isEmpty();
    assertThat(numbers.find(OTHERS, "DEFAULT")).isEmpty();
  }

  @Test
  void keepsPoolsUnderTheirNames() {
    var numbers = numbers();
    STAGE.pool(numbers, "news", "+14155550107", "NEWS-ONE");

    STAGE.pool(numbers, "news", "NEWS-ONE", "NEWS-TWO");

    assertThat(numbers.pools(OURS)).extracting(Pool::name).contains("news");
    assertThat(numbers().pool(OURS, "news").orElseThrow().senders())
        .extracting(Sender::address)
        .containsExactlyInAnyOrder("NEWS-ONE", "NEWS-TWO");
    assertThat(numbers.pools(OTHERS)).isEmpty();
  }

  @Test
  void refusesAPoolThatCannotBe() {
    var numbers = numbers();
    numbers.register(OURS, "acme", null);
    numbers.register(OURS, "MG00000000000000000000000000000003", null);
    numbers.putPool(OURS, "taken", List.of());

    assertThat(refusal(() -> numbers.putPool(OURS, "No Name", List.of())))
        .isEqualTo(NumberRefusal.INVALID_POOL);
    assertThat(refusal(() -> numbers.putPool(OURS, "acme", List.of())))
        .isEqualTo(NumberRefusal.NAME_TAKEN);
    assertThat(refusal(() -> numbers.register(OURS, "taken", null)))
        .isEqualTo(NumberRefusal.NAME_TAKEN);
    assertThat(refusal(() -> numbers.putPool(OURS, "pool", List.of("STRANGER"))))
        .isEqualTo(NumberRefusal.UNKNOWN_SENDER);
    assertThat(
            refusal(
                () ->
                    numbers.putPool(
                        OURS, "pool", List.of("acme", "MG00000000000000000000000000000003"))))
        .isEqualTo(NumberRefusal.INVALID_POOL);
    assertThat(refusal(() -> numbers.deletePool(OURS, "pool")))
        .isEqualTo(NumberRefusal.POOL_NOT_FOUND);
  }

  @Test
  void prefersTheDefaultThatAnAccountWasGivenToTheConfiguredOne() {
    var stage = new NumbersStage();
    var numbers = stage.node(NumbersStage.defaultSender("+14155550100", 1));
    stage.pool(numbers, "support", "+14155550101");

    numbers.setDefaultSender(stage.account, "support");

    assertThat(stage.node().defaultSender(stage.account)).contains("support");
    assertThat(numbers.defaultSender(stage.account)).contains("support");
    assertThat(refusal(() -> numbers.deletePool(stage.account, "support")))
        .isEqualTo(NumberRefusal.POOL_IN_USE);
    assertThat(refusal(() -> numbers.setDefaultSender(stage.account, "nobody")))
        .isEqualTo(NumberRefusal.UNKNOWN_SENDER);
    numbers.clearDefaultSender(stage.account);
    assertThat(numbers.defaultSender(stage.account)).contains("+14155550100");
    assertThat(stage.node().defaultSender(stage.account)).isEmpty();
  }

  @Test
  void isConfiguredByProperties() {
    var stage = new NumbersStage();
    var numbers =
        stage.node(
            new NumbersProperties(
                "shop",
                null,
                List.of(
                    new Configured("+14155550100", null, Set.of(), Set.of()),
                    new Configured("+14155550101", null, Set.of(), Set.of())),
                List.of(new ConfiguredPool("shop", Set.of("+14155550100", "+14155550101"))),
                50.0,
                Map.of("GB", 2.0)));

    assertThat(numbers.defaultSender(stage.account)).contains("shop");
    assertThat(numbers.all()).hasSize(2);
    assertThat(numbers.pool(stage.account, "shop").orElseThrow().senders()).hasSize(2);
    assertThat(numbers.paces(stage.account)).isEqualTo(new Paces(50.0, Map.of("GB", 2.0)));
  }

  private static Set<String> set(String text) {
    return text.isEmpty() ? Set.of() : Set.of(text);
  }

  private static Set<Channel> channels(Set<String> names) {
    return names.stream()
        .map(name -> Channel.valueOf(name.toUpperCase(Locale.ROOT)))
        .collect(Collectors.toSet());
  }

  @Test
  void keepsWhatTheConfigurationDoesNotSayOfASender() {
    var stage = new NumbersStage();
    var service = "MG0123456789abcdef0123456789abcdef";
    var configured =
        new NumbersProperties(
            service,
            null,
            List.of(new Configured("72345", null, Set.of(), Set.of())),
            List.of(),
            null,
            Map.of());
    var before = stage.node(configured);
    before.register(
        new RegisterSender(stage.account, service, 80.0, Set.of(), Set.of(Channel.WHATSAPP)));
    before.register(new RegisterSender(stage.account, "72345", 50.0, Set.of("US"), Set.of()));

    var restarted = stage.node(configured);

    assertThat(restarted.senders(stage.account)).isEqualTo(before.senders(stage.account));
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
    var dataSource = new TroubledDataSource(STAGE.database.dataSource());
    var numbers = STAGE.node(TestDatabase.storageOn(dataSource), NumbersStage.nothing());

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

  private static Numbers numbers() {
    return STAGE.node();
  }

  private static Numbers numbers(NumbersProperties properties) {
    return STAGE.node(properties);
  }
}
