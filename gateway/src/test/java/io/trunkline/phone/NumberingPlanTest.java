// SPDX-License-Identifier: Apache-2.0
package io.trunkline.phone;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberingPlanTest {

  @ParameterizedTest
  @CsvSource({
    "+14155550123, US, US-CA, America/Los_Angeles",
    "+18765550123, JM, JM, America/Jamaica",
    "+14415550123, BM, BM, Atlantic/Bermuda",
    "+17875550123, PR, US-PR, America/Puerto_Rico",
    "+14165550123, CA, CA-ON, America/Toronto",
    "+13065550123, CA, CA-SK, America/Regina"
  })
  void knowsWhereANorthAmericanNumberIsByItsAreaCode(
      String number, String country, String region, String zone) {
    var phone = PhoneNumber.parse(number);

    assertThat(phone.country()).contains(country);
    assertThat(phone.places()).isEqualTo(new Places(zones(zone), Set.of(region)));
  }

  @Test
  void knowsTheZonesOfEveryCountryThatNumbersMayBelongTo() {
    assertThat(PhoneNumberUtil.getInstance().getSupportedRegions())
        .allSatisfy(country -> assertThat(Places.anywhereIn(country).zones()).isNotEmpty());
  }

  @Test
  void keepsEveryZoneOfAnAreaCodeThatSpansSeveral() {
    // Chattanooga: the library alone says Chicago.
    assertThat(PhoneNumber.parse("+14235550123").places().zones())
        .isEqualTo(zones("America/Chicago", "America/New_York"));
    // The panhandle of Florida.
    assertThat(PhoneNumber.parse("+18505550123").places().zones())
        .isEqualTo(zones("America/Chicago", "America/New_York"));
  }

  @Test
  void keepsEveryProvinceOfAnAreaCodeThatSpansSeveral() {
    assertThat(PhoneNumber.parse("+19025550123").places().regions())
        .containsExactlyInAnyOrder("CA-NS", "CA-PE");
    assertThat(PhoneNumber.parse("+18675550123").places().regions())
        .containsExactlyInAnyOrder("CA-NT", "CA-NU", "CA-YT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+18005550123",
        "+18335550123",
        "+18445550123",
        "+18555550123",
        "+18665550123",
        "+18775550123",
        "+18885550123"
      })
  void findsTollFreeNumbersByTheDigitsAfterTheCountryCode(String number) {
    var phone = PhoneNumber.parse(number);

    assertThat(phone.isTollFree()).isTrue();
    assertThat(phone.country()).isEmpty();
    // The library answers 42 zones.
    assertThat(phone.places()).isEqualTo(Places.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+14155551800", "+15618001234", "+18225550123"})
  void doesNotTakeOtherNumbersForTollFree(String number) {
    assertThat(PhoneNumber.parse(number).isTollFree()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"+19005550123, PREMIUM_RATE", "+15225550123, PERSONAL"})
  void givesNoPlaceToNumbersThatBelongToNone(String number, LineKind kind) {
    var phone = PhoneNumber.parse(number);

    assertThat(phone.lineKind()).isEqualTo(kind);
    assertThat(phone.places()).isEqualTo(Places.UNKNOWN);
  }

  @Test
  void doesNotTellMobileFromFixedInTheUnitedStates() {
    assertThat(PhoneNumber.parse("+14155550123").lineKind())
        .isEqualTo(LineKind.FIXED_LINE_OR_MOBILE);
  }

  @Test
  void knowsNothingOfAnAreaCodeThatIsNewerThanItsTables() {
    var phone = PhoneNumber.parse("+14835550123");

    assertThat(phone.lineKind()).isEqualTo(LineKind.UNKNOWN);
    assertThat(phone.country()).isEmpty();
    assertThat(phone.places()).isEqualTo(Places.UNKNOWN);
  }

  @Test
  void takesAMobileNumberToBeAnywhereUnderItsCountryCode() {
    assertThat(zonesOf("+61412345678")).contains("Australia/Perth", "Australia/Sydney");
    assertThat(zonesOf("+34612345678"))
        .isEqualTo(Set.of("Europe/Madrid", "Africa/Ceuta", "Atlantic/Canary"));
    assertThat(zonesOf("+351912345678"))
        .isEqualTo(Set.of("Europe/Lisbon", "Atlantic/Madeira", "Atlantic/Azores"));
    assertThat(zonesOf("+447400123456"))
        .isEqualTo(
            Set.of("Europe/London", "Europe/Guernsey", "Europe/Jersey", "Europe/Isle_of_Man"));
    assertThat(zonesOf("+79161234567"))
        .contains("Europe/Kaliningrad", "Asia/Kamchatka", "Asia/Almaty");
    assertThat(zonesOf("+77012345678")).contains("Asia/Almaty", "Europe/Moscow");
  }

  @Test
  void doesNotBelieveThatAllIndonesianMobilesAreInJakarta() {
    assertThat(zonesOf("+6281234567890"))
        .isEqualTo(Set.of("Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura"));
  }

  @Test
  void narrowsAFixedLineDownToItsPlace() {
    assertThat(zonesOf("+34928123456")).isEqualTo(Set.of("Atlantic/Canary"));
    assertThat(zonesOf("+34911234567")).isEqualTo(Set.of("Europe/Madrid"));
    assertThat(zonesOf("+61292123456")).isEqualTo(Set.of("Australia/Sydney"));
  }

  @ParameterizedTest
  @CsvSource({
    "+911123456789, Asia/Kolkata",
    "+919812345678, Asia/Kolkata",
    "+3726123456, Europe/Tallinn",
    "+37251234567, Europe/Tallinn",
    "+84241234567, Asia/Ho_Chi_Minh"
  })
  void callsZonesByTheirPresentNames(String number, String zone) {
    assertThat(zonesOf(number)).isEqualTo(Set.of(zone));
  }

  @Test
  void givesNoCountryToInternationalNumbers() {
    assertThat(PhoneNumber.parse("+80012345678").country()).isEmpty();
    assertThat(PhoneNumber.parse("+80012345678").isTollFree()).isTrue();
    assertThat(PhoneNumber.parse("+80012345678").places()).isEqualTo(Places.UNKNOWN);
  }

  @Test
  void tellsCountriesApartThatShareACode() {
    assertThat(PhoneNumber.parse("+77012345678").country()).contains("KZ");
    assertThat(PhoneNumber.parse("+79161234567").country()).contains("RU");
    assertThat(PhoneNumber.parse("+447781123456").country()).contains("GG");
  }

  @Test
  void namesOnlyZonesThatThisJavaKnows() {
    // Loading the tables parses each zone; a few well-known rows show that they were read.
    assertThat(CountryZones.of(Set.of("FR"))).containsExactly(ZoneId.of("Europe/Paris"));
    assertThat(CountryZones.of(Set.of("US"))).hasSizeGreaterThan(20);
    assertThat(AreaCode.of(new PhoneNumber("+12125550123")).orElseThrow().places().zones())
        .containsExactly(ZoneId.of("America/New_York"));
  }

  private static Set<String> zonesOf(String number) {
    return PhoneNumber.parse(number).places().zones().stream()
        .map(ZoneId::getId)
        .collect(Collectors.toSet());
  }

  private static Set<ZoneId> zones(String... names) {
    return Stream.of(names).map(ZoneId::of).collect(Collectors.toSet());
  }

  @Test
  void readsWhatIsStoredAsTheLibraryWould() throws NumberParseException {
    var library = PhoneNumberUtil.getInstance();
    var compared = 0;
    for (var region : library.getSupportedRegions()) {
      for (var type : PhoneNumberUtil.PhoneNumberType.values()) {
        var example = library.getExampleNumberForType(region, type);
        if (example != null) {
          var stored = new PhoneNumber(library.format(example, PhoneNumberFormat.E164));

          assertThat(NumberingPlan.parsed(stored)).isEqualTo(library.parse(stored.e164(), null));
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(1000);
  }
}
