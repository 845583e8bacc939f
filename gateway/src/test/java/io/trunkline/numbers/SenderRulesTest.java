// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.account.AccountId;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.twilio.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which senders of a pool suit a message, before anything else is asked. */
class SenderRulesTest {

  private static final AccountId ACCOUNT = new AccountId(new UUID(0, 1));

  /**
   * The best senders of a pool, and why. A sender may be followed by what its owner says of it:
   * {@code ACME@AE} is registered there, {@code 72345@US} works there.
   */
  @ParameterizedTest(name = "{3} to {0} by {1}: {4}")
  @CsvSource(
      delimiter = '|',
      value = {
        // what the channel needs and can do
        "+14155552671 | SMS      | +14155550100 whatsapp:+14155550100 | +14155550100"
            + " SAME_AREA_CODE",
        "+14155552671 | WHATSAPP | +14155550100 whatsapp:+14155550101 | whatsapp:+14155550101"
            + " SAME_COUNTRY",
        "+14155552671 | RCS      | +14155550100 rcs:acme_agent        | rcs:acme_agent"
            + " SAME_COUNTRY",
        "+14155552671 | VOICE    | 72345 +12125550100 ACME            | +12125550100"
            + " SAME_COUNTRY",
        "+14155552671 | MMS      | +447700900123 72345@US +18885550100 | 72345@US"
            + " +18885550100 SAME_COUNTRY",
        "+14155552671 | MMS      | 72345@GB +447700900123             | none",
        "+447700900123| MMS      | +14155550100                       | none",
        "+14155552671 | SMS      | MG0123456789abcdef0123456789abcdef |"
            + " MG0123456789abcdef0123456789abcdef SERVICE",
        "+14155552671 | WHATSAPP | MG0123456789abcdef0123456789abcdef | none",
        // what the recipient's country allows
        "+14155552671 | SMS      | ACME                               | none",
        "+16045552671 | SMS      | ACME                               | none",
        "+17875552671 | SMS      | ACME                               | none",
        "+447700900123| SMS      | ACME                               | ACME NAME",
        "+971501234567| SMS      | ACME                               | none",
        "+971501234567| SMS      | ACME@AE BRAND@GB                   | ACME@AE NAME",
        "+88012345678 | SMS      | ACME                               | ACME UNCERTAIN_NAME",
        "+88012345678 | SMS      | ACME BRAND@BD                      | BRAND@BD NAME",
        "+14155552671 | SMS      | 72345@CA 72346@US                  | 72346@US" + " SAME_COUNTRY",
        "+447700900123| SMS      | 72345@US                           | none",
        "+447700900123| SMS      | 72345                              | 72345 SAME_COUNTRY",
        "+447700900123| SMS      | +18885550100                       | none",
        "+16045552671 | SMS      | +18885550100                       | +18885550100"
            + " SAME_COUNTRY",
        // the better suited
        "+447700900123| SMS      | ACME +447700900999                 | +447700900999"
            + " SAME_COUNTRY",
        "+447700900123| SMS      | ACME +14155550100                  | ACME NAME",
        "+88012345678 | SMS      | ACME +14155550100                  | +14155550100"
            + " ANOTHER_COUNTRY",
        "+447700900123| SMS      | +14155550100 +4915112345678        | +14155550100"
            + " +4915112345678 ANOTHER_COUNTRY",
        "+14155552671 | SMS      | +447700900123 +12125550100         | +12125550100"
            + " SAME_COUNTRY",
        "+14155552671 | SMS      | +12125550100 +14155550100          | +14155550100"
            + " SAME_AREA_CODE",
        "+14155552671 | SMS      | +12125550100 +18885550100 72345@US | +12125550100"
            + " +18885550100 72345@US SAME_COUNTRY",
      })
  void leaveTheSendersThatSuitBest(String recipient, Channel channel, String pool, String best) {
    var task = task(recipient, channel);

    var shortlist = new Shortlist(pool(pool), task, Set.of());

    assertThat(described(shortlist)).isEqualTo(best);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "+14155552671 | VOICE | ACME            | ACME cannot send by VOICE",
        "+14155552671 | SMS   | ACME            | ACME is a name, which no carrier in US takes",
        "+971501234567| SMS   | ACME            | ACME is a name that is not registered in AE",
        "+870776123456| SMS   | ACME            | ACME is a name, and the recipient's country is"
            + " not known",
        "+447700900123| SMS   | 72345@US        | 72345 works in US only",
        "+447700900123| SMS   | +18885550100    | +1888•••••00 works in CA, US only",
        "+447700900123| MMS   | +14155550100    | +1415•••••00 sends media to US and CA only",
        "+14155552671 | RCS   | ABC ABD ABE ABF | ABC, ABD, ABE and 1 more cannot send by RCS",
        "+14155552671 | VOICE | whatsapp:+14155550100 ACME | whatsapp:+1415•••••00, ACME cannot"
            + " send by VOICE",
      })
  void sayWhatSpeaksAgainstTheOthers(
      String recipient, Channel channel, String pool, String objections) {
    var shortlist = new Shortlist(pool(pool), task(recipient, channel), Set.of());

    assertThat(shortlist.objections()).isEqualTo(objections);
  }

  @Test
  void leaveOutASenderThatWasTriedBefore() {
    var pool = pool("+14155550100 +12125550100");
    var shortlist =
        new Shortlist(pool, task("+14155552671", Channel.SMS), Set.of(pool.getFirst().id()));

    assertThat(described(shortlist)).isEqualTo("+12125550100 SAME_COUNTRY");
    assertThat(shortlist.objections()).isEqualTo("+1415•••••00 was tried before");
  }

  /** An area code newer than the table is one of the United States, for all we know. */
  @Test
  void takeAnUnknownAreaCodeForTheStrictestCountry() {
    assertThat(task("+12995552671", Channel.SMS).country()).isEqualTo("US");
  }

  private static Task task(String recipient, Channel channel) {
    return Task.of(
        new SenderQuestion(ACCOUNT, null, new PhoneNumber(recipient), channel, Set.of()));
  }

  private static String described(Shortlist shortlist) {
    return shortlist.isEmpty()
        ? "none"
        : shortlist.best().stream().map(SenderRulesTest::written).collect(Collectors.joining(" "))
            + " "
            + shortlist.bestFit();
  }

  private static String written(Sender sender) {
    return sender.kind().isTiedByItsOwner() && !sender.countries().isEmpty()
        ? sender.address() + "@" + String.join(",", sender.countries())
        : sender.address();
  }

  private static List<Sender> pool(String written) {
    return Stream.of(written.split(" ")).map(SenderRulesTest::sender).toList();
  }

  private static Sender sender(String written) {
    var parts = written.split("@");
    var declared = parts.length > 1 ? Set.of(parts[1]) : Set.<String>of();
    var kind = SenderKind.of(parts[0]);
    var countries = SenderStore.countries(kind, parts[0], declared);
    return new Sender(
        new SenderId(UUID.randomUUID()),
        ACCOUNT,
        parts[0],
        kind,
        1,
        countries,
        kind.channels(countries, Set.of()),
        Instant.EPOCH);
  }
}
