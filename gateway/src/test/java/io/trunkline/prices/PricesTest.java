// SPDX-License-Identifier: Apache-2.0
package io.trunkline.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.emulator.TwilioEmulator;
import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.problem.RefusalException;
import io.trunkline.storage.Storage;
import io.trunkline.storage.TestDatabase;
import io.trunkline.twilio.Channel;
import io.trunkline.twilio.Twilio;
import io.trunkline.twilio.TwilioPriceList;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

class PricesTest {

  private static final Currency USD = Currency.getInstance("USD");

  @EnableAutoConfiguration
  static class App {}

  private static TwilioEmulator emulator;
  private static ConfigurableApplicationContext context;
  private static Prices prices;
  private static AccountId account;

  @BeforeAll
  static void start() {
    emulator = TwilioEmulator.start();
    var database = TestDatabase.create();
    context =
        new SpringApplicationBuilder(App.class)
            .web(WebApplicationType.NONE)
            .properties(
                "spring.main.banner-mode=off",
                "spring.datasource.url=" + database.url(),
                "spring.datasource.username=postgres",
                "spring.datasource.password=postgres",
                "trunkline.background.enabled=false",
                "trunkline.account.twilio.account-sid=" + emulator.accountSid(),
                "trunkline.account.twilio.auth-token=" + emulator.authToken(),
                "trunkline.twilio.base-url=" + emulator.baseUrl(),
                "trunkline.prices.fixed[0].channel=mms",
                "trunkline.prices.fixed[0].country=US",
                "trunkline.prices.fixed[0].amount=0.02",
                "trunkline.prices.fixed[0].currency=USD")
            .run();
    prices = context.getBean(Prices.class);
    account = context.getBean(Accounts.class).configured().id();
  }

  @AfterAll
  static void stop() {
    context.close();
    emulator.close();
  }

  @BeforeEach
  void withoutFaults() {
    emulator.faults(1);
  }

  @Test
  void areUnknownUntilTheyHaveBeenFetched() {
    assertThat(prices.list(account, "US")).isEmpty();

    var list = fetched("US");

    assertThat(list.currency()).isEqualTo(USD);
    assertThat(list.prices())
        .extracting(PriceList.Price::numberType)
        .containsExactly("local", "mobile", "shortcode", "toll-free");
    assertThat(list.prices()).allSatisfy(price -> assertThat(price.carrier()).isNotBlank());
  }

  @Test
  void countTheSegments() {
    var segment = fetched("DE").prices().getFirst().amount();
    var one = question("DE", Channel.SMS, 1, false);
    var three = question("DE", Channel.SMS, 3, false);

    assertThat(prices.estimate(List.of(one, three, one)))
        .hasSize(2)
        .containsEntry(one, new Money(segment, USD))
        .containsEntry(three, new Money(segment.multiply(BigDecimal.valueOf(3)), USD));
  }

  @Test
  void areAsConfiguredWhereTwilioListsNone() {
    var text = question("US", Channel.SMS, 4, true);
    var whatsApp = question("US", Channel.WHATSAPP, 1, false);

    assertThat(prices.estimate(List.of(text, whatsApp)))
        .containsOnlyKeys(text)
        .containsEntry(text, new Money(new BigDecimal("0.02"), USD));
  }

  @Test
  void areKnownToBeMissingWhereTwilioSellsNothing() {
    assertThat(fetched("AQ").prices()).isEmpty();
    assertThat(prices.estimate(List.of(question("AQ", Channel.SMS, 1, false)))).isEmpty();
  }

  @Test
  void areSentForInsideATransactionWithoutWaiting() {
    new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
        .executeWithoutResult(status -> assertThat(prices.list(account, "FR")).isEmpty());

    assertThat(fetched("FR").prices()).isNotEmpty();
  }

  @Test
  void areFetchedAgainWhenTheyAreOld() {
    var before = fetched("GB");
    age("GB");

    context.getBean(PriceFetcher.class).refresh();

    assertThat(stored("GB").fetchedAt()).isAfterOrEqualTo(before.fetchedAt());
    assertThat(stored("GB").prices()).isEqualTo(before.prices());
  }

  @Test
  void stayAsTheyWereWhenTwilioDoesNotAnswer() {
    var before = fetched("IT");
    age("IT");
    emulator.faults(1, FaultRule.of(FaultKind.STATUS_BEFORE).on("GET", ""));

    context.getBean(PriceFetcher.class).refresh();

    assertThat(stored("IT").prices()).isEqualTo(before.prices());
    assertThat(stored("IT").fetchedAt()).isBefore(before.fetchedAt());
  }

  @Test
  void areNotAskedForByEachMessageWhileTwilioDoesNotAnswer() {
    var twilio = context.getBean(Twilio.class);
    var failedBefore = twilio.state(account).lastFailure();
    emulator.faults(1, FaultRule.of(FaultKind.STATUS_BEFORE).on("GET", ""));
    assertThat(prices.list(account, "SE")).isEmpty();
    await().until(() -> !Objects.equals(twilio.state(account).lastFailure(), failedBefore));
    emulator.faults(1);

    await().during(Duration.ofMillis(300)).until(() -> prices.list(account, "SE").isEmpty());
  }

  @Test
  void areThoseOfTheDearestCarrier() {
    assertThat(
            PriceFetcher.dearest(
                List.of(
                    listed("A", "local", "0.01"),
                    listed("B", "local", "0.03"),
                    listed("C", "local", "0.02"),
                    listed("A", "mobile", "0.04"))))
        .containsExactlyInAnyOrder(
            new PriceList.Price("local", new BigDecimal("0.03"), "B"),
            new PriceList.Price("mobile", new BigDecimal("0.04"), "A"));
  }

  @Test
  void areTheDearestOfAllForASenderOfUnknownKind() {
    var list =
        new PriceList(
            "XX",
            USD,
            Instant.EPOCH,
            List.of(
                new PriceList.Price("local", BigDecimal.ONE, "A"),
                new PriceList.Price("mobile", BigDecimal.TWO, "B")));

    assertThat(list.segment(PricedSender.LOCAL)).contains(new Money(BigDecimal.ONE, USD));
    assertThat(list.segment(PricedSender.ANY)).contains(new Money(BigDecimal.TWO, USD));
    assertThat(list.segment(PricedSender.TOLL_FREE)).contains(new Money(BigDecimal.TWO, USD));
  }

  @Test
  void areShownToWhoeverMayRead() {
    var controller = new PriceController(prices);
    var reader = new Caller(account, Set.of(Scope.READ), "reader");
    var list = fetched("ES");

    var view = controller.list(reader, "ES");
    assertThat(view.currency()).isEqualTo("USD");
    assertThat(view.segments())
        .hasSameSizeAs(list.prices())
        .allSatisfy(segment -> assertThat(new BigDecimal(segment.amount())).isPositive());
    assertThat(JsonMapper.shared().writeValueAsString(view))
        .contains("\"fetched_at\":", "\"number_type\":\"local\"");
    assertThat(JsonMapper.shared().writeValueAsString(controller.list(reader, "PT")))
        .isEqualTo("{\"country\":\"PT\",\"segments\":[]}");
    assertThat(catchThrowableOfType(RefusalException.class, () -> controller.list(reader, "es")))
        .isNotNull();
    var sender = new Caller(account, Set.of(Scope.SEND), "sender");
    assertThat(catchThrowableOfType(RefusalException.class, () -> controller.list(sender, "ES")))
        .isNotNull();
  }

  private static PriceList fetched(String country) {
    return await().until(() -> prices.list(account, country), Optional::isPresent).get();
  }

  private static PriceList stored(String country) {
    return new PriceStore(context.getBean(Storage.class))
        .find(new PriceStore.Key(account, country))
        .orElseThrow();
  }

  private static void age(String country) {
    var updated =
        context
            .getBean(Storage.class)
            .jdbc()
            .sql(
                """
                UPDATE trunkline.price_lists SET fetched_at = fetched_at - interval '2 days'
                WHERE country = :country
                """)
            .param("country", country)
            .update();
    assertThat(updated).isEqualTo(1);
  }

  private static TwilioPriceList.Price listed(String carrier, String numberType, String amount) {
    return new TwilioPriceList.Price(carrier, numberType, new BigDecimal(amount));
  }

  private static PriceQuestion question(
      String country, Channel channel, int segments, boolean media) {
    return new PriceQuestion(account, country, channel, PricedSender.LOCAL, segments, media);
  }
}
