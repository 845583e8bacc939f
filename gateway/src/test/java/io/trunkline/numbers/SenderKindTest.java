// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.trunkline.twilio.Channel;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderKindTest {

  @ParameterizedTest
  @CsvSource({
    "+14155550100, LONG_CODE",
    "+14155551800, LONG_CODE",
    "+15618001234, LONG_CODE",
    "+447700900123, LONG_CODE",
    "+18005550100, TOLL_FREE",
    "+18335550100, TOLL_FREE",
    "+18445550100, TOLL_FREE",
    "+18555550100, TOLL_FREE",
    "+18665550100, TOLL_FREE",
    "+18775550100, TOLL_FREE",
    "+18885550100, TOLL_FREE",
    "911, SHORT_CODE",
    "72345, SHORT_CODE",
    "12345678, SHORT_CODE",
    "ACME, ALPHANUMERIC",
    "A, ALPHANUMERIC",
    "4 Seasons, ALPHANUMERIC",
    "Fish & Co_, ALPHANUMERIC",
    "abcdefghijk, ALPHANUMERIC",
    "whatsapp:+14155550100, WHATSAPP",
    "rcs:acme_agent, RCS",
    "MG0123456789abcdef0123456789ABCDEF, MESSAGING_SERVICE"
  })
  void isSeenInTheAddress(String address, SenderKind kind) {
    assertThat(SenderKind.of(address)).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "12",
        "123456789",
        "1 2 3 4",
        "abcdefghijkl",
        "Ünal",
        "ACME\n",
        "+",
        "+abc",
        "whatsapp:ACME",
        "whatsapp:",
        "rcs:",
        "rcs:an agent",
        "MG0123456789abcdef0123456789ABCDEF0",
        "MG0123456789abcdef0123456789ABCDEG"
      })
  void refusesWhatNothingCanBeSentFrom(String address) {
    assertThatIllegalArgumentException().isThrownBy(() -> SenderKind.of(address));
  }

  @ParameterizedTest
  @CsvSource({
    "+14155550100, 1",
    "+14165550100, 1",
    "+18765550100, 10",
    "+447700900123, 10",
    "+4915112345678, 10",
    "+18885550100, 3",
    "72345, 100",
    "ACME, 10",
    "whatsapp:+14155550100, 80",
    "rcs:acme_agent, 10",
    "MG0123456789abcdef0123456789abcdef, 1"
  })
  void sendsAtThePaceThatTwilioAllowsItsKind(String address, double segmentsPerSecond) {
    assertThat(SenderKind.of(address).defaultPace(address)).isEqualTo(segmentsPerSecond);
  }

  @ParameterizedTest
  @CsvSource({
    "+14155550100, '', SMS MMS VOICE",
    "+16045550100, '', SMS MMS VOICE",
    "+447700900123, '', SMS VOICE",
    "+18885550100, '', SMS MMS VOICE",
    "72345, '', SMS MMS",
    "72345, US, SMS MMS",
    "72345, GB, SMS",
    "ACME, '', SMS",
    "whatsapp:+14155550100, '', WHATSAPP",
    "rcs:acme_agent, '', RCS",
    "MG0123456789abcdef0123456789abcdef, '', SMS MMS"
  })
  void saysWhatASenderCanSendBy(String address, String country, String channels) {
    var kind = SenderKind.of(address);
    var declared = country.isEmpty() ? Set.<String>of() : Set.of(country);
    var countries = SenderStore.countries(kind, address, declared);

    assertThat(kind.channels(countries, Set.of()).stream().sorted().map(Channel::name))
        .containsExactly(channels.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "' +1 (415) 555-0100', +14155550100",
    "whatsapp:+1 415 555 0100, whatsapp:+14155550100",
    "' ACME ', ACME",
    "rcs:acme_agent, rcs:acme_agent"
  })
  void writesAnAddressInOneWay(String written, String address) {
    assertThat(SenderKind.canonical(written)).isEqualTo(address);
  }
}
