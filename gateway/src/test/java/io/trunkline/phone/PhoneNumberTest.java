// SPDX-License-Identifier: Apache-2.0
package io.trunkline.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+14155550123",
        " +1 (415) 555-0123 ",
        "+1.415.555.0123",
        "+1 415 555\u20110123",
        "\u202A+14155550123\u202C",
        "\uFF0B1 415 555 0123",
        "+\u0661\u0664\u0661\u0665\u0665\u0665\u0665\u0660\u0661\u0662\u0663"
      })
  void readsANumberHoweverItIsPunctuated(String written) {
    assertThat(PhoneNumber.parse(written)).isEqualTo(new PhoneNumber("+14155550123"));
  }

  @ParameterizedTest
  @CsvSource({
    "(415) 555-0123, US, +14155550123",
    "020 7946 0958, gb, +442079460958",
    "+44 20 7946 0958, US, +442079460958",
    "06 5555 1234, IT, +390655551234"
  })
  void readsANationalNumberInItsRegion(String written, String region, String e164) {
    assertThat(PhoneNumber.parse(written, region).e164()).isEqualTo(e164);
  }

  @Test
  void dropsTheTrunkPrefixThatPeopleWriteInBrackets() {
    assertThat(PhoneNumber.parse("+44 (0)20 7946 0958").e164()).isEqualTo("+442079460958");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4155550199 | begins with + and its country code",
        "004915112345678 | begins with + and its country code",
        "'' | missing",
        "+1415555O123 | no letters",
        "+1800FLOWERS | no letters",
        "+14155550123 ext. 5 | extension",
        "whatsapp:+14155550123 | no letters",
        "+14155550123;drop | no letters",
        "+9991234567 | country code that does not exist",
        "+1 | not a phone number",
        "+1415555012 | too short for its country",
        "+141555501234 | too long for its country",
        "+15550123 | lacks its area code",
        "+ | not a phone number"
      })
  void saysWhatIsWrongWithoutRepeatingTheNumber(String written, String sentence) {
    assertThatThrownBy(() -> PhoneNumber.parse(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence)
        .satisfies(
            e -> {
              if (written.length() > 4) {
                assertThat(e).message().doesNotContain(written);
              }
            });
  }

  @Test
  void refusesARegionThatDoesNotExist() {
    assertThatThrownBy(() -> PhoneNumber.parse("415 555 0123", "XX"))
        .hasMessageContaining("two letters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+14835550123", "+13575550123", "+14575550123", "+16215550123", "+18375550123"})
  void acceptsAreaCodesThatAreNewerThanTheLibrary(String number) {
    assertThat(PhoneNumber.parse(number).e164()).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+15005550001", "+15005550006", "+15005550009"})
  void acceptsTwiliosMagicTestNumbers(String number) {
    var magic = PhoneNumber.parse(number);

    assertThat(magic.lineKind()).isEqualTo(LineKind.PERSONAL);
    assertThat(magic.country()).isEmpty();
  }

  @Test
  void readsNorthAmericanNumbersAsTheLibraryWould() throws NumberParseException {
    var library = PhoneNumberUtil.getInstance();
    var random = new Random(20261121);
    for (int i = 0; i < 20_000; i++) {
      var number = "+1%010d".formatted(random.nextLong(2_000_000_000L, 10_000_000_000L));

      assertThat(PhoneNumber.parse(number).e164())
          .isEqualTo(library.format(library.parse(number, null), PhoneNumberFormat.E164));
    }
  }

  @Test
  void masksItselfWhereverItIsPrinted() {
    assertThat(PhoneNumber.parse("+14155550171")).hasToString("+1415•••••71");
    assertThat(new PhoneNumber("+29012345").masked()).isEqualTo("+2901••45");
    assertThat(new PhoneNumber("+12345").masked()).isEqualTo("+1••45");
  }

  @Test
  void refusesToBeMadeOfAnythingButDigits() {
    assertThatThrownBy(() -> new PhoneNumber("+1 4155550123"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PhoneNumber("14155550123"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
