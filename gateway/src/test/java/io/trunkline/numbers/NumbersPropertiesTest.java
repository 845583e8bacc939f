// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.account.AccountId;
import io.trunkline.numbers.NumbersProperties.Configured;
import io.trunkline.numbers.NumbersProperties.ConfiguredPool;
import io.trunkline.settings.Settings;
import io.trunkline.twilio.Channel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersPropertiesTest {

  private static final Settings<NumbersProperties> SETTINGS =
      new Settings<>("trunkline.numbers", NumbersProperties.class);

  private static final String SERVICE = "MG0123456789abcdef0123456789abcdef";

  @Test
  void startsWithoutSenders() {
    assertThat(SETTINGS.with(Map.of())).isEqualTo(NumbersStage.nothing());
    assertThat(SETTINGS.with(Map.of("default-sender", " "))).isEqualTo(SETTINGS.with(Map.of()));
  }

  @Test
  void mapsEveryProperty() {
    assertThat(
            SETTINGS.with(
                Map.ofEntries(
                    entry("default-sender", " +14155550100 "),
                    entry("pace-per-second", "2.5"),
                    entry("senders[0].address", "72345"),
                    entry("senders[0].pace-per-second", "30"),
                    entry("senders[0].countries", "us,CA"),
                    entry("senders[1].address", SERVICE),
                    entry("senders[1].channels", "sms,whatsapp"),
                    entry("pools[0].name", "support"),
                    entry("pools[0].senders", "+14155550100,72345"),
                    entry("account-pace", "50"),
                    entry("country-paces.GB", "10"))))
        .isEqualTo(
            new NumbersProperties(
                "+14155550100",
                2.5,
                List.of(
                    new Configured("72345", 30.0, Set.of("US", "CA"), Set.of()),
                    new Configured(SERVICE, null, Set.of(), Set.of(Channel.SMS, Channel.WHATSAPP))),
                List.of(new ConfiguredPool("support", Set.of("+14155550100", "72345"))),
                50.0,
                Map.of("GB", 10.0)));
  }

  @Test
  void takesAPoolForTheDefault() {
    var properties =
        SETTINGS.with(
            Map.of("default-sender", "support-of-shops", "pools[0].name", "support-of-shops"));

    assertThat(properties.registrations(new AccountId(new UUID(0, 1)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "default-sender, 12, A sender is",
    "default-sender, hello world hello, A sender is",
    "default-sender, +1, ''",
    "senders[0].address, 12, A sender is",
    "pace-per-second, 0, positive",
    "pace-per-second, -1, positive",
    "pace-per-second, NaN, positive",
    "pace-per-second, Infinity, positive",
    "pace-per-second, fast, fast",
    "pools[0].name, No Name, small letters",
    "account-pace, 0, positive",
    "country-paces.GB, 0, positive",
    "country-paces.UK, 1, ISO 3166-1"
  })
  void refusesNonsense(String name, String value, String reason) {
    assertThatThrownBy(() -> SETTINGS.with(Map.of(name, value)))
        .rootCause()
        .hasMessageContaining(reason);
  }

  @Test
  void refusesAFurtherSenderWithoutAPace() {
    assertThatThrownBy(
            () ->
                SETTINGS.with(
                    Map.of("senders[0].address", "ACME", "senders[0].pace-per-second", "0")))
        .rootCause()
        .hasMessageContaining("positive");
  }

  @Test
  void refusesToBeToldOfASenderWhatItCannotBe() {
    assertThatThrownBy(
            () -> SETTINGS.with(Map.of("senders[0].address", "ACME", "senders[0].channels", "mms")))
        .rootCause()
        .hasMessageContaining("Messaging Service");
    assertThatThrownBy(
            () ->
                SETTINGS.with(
                    Map.of("senders[0].address", "ACME", "senders[0].countries", "Emirates")))
        .rootCause()
        .hasMessageContaining("ISO 3166-1");
  }
}
