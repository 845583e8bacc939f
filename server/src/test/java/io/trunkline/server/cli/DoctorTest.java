// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.server.database.Durability;
import io.trunkline.server.health.RuleSetAge;
import io.trunkline.server.health.TimeZoneData;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class DoctorTest {

  @ParameterizedTest
  @CsvSource({
    "https://sms.example.com, ok",
    "https://sms.example.com/, ok",
    "https://sms.example.com:8443/texts, ok",
    "http://sms.example.com, warn",
    "http://localhost:8080, warn",
    "'', warn",
    "sms.example.com, fail",
    "ftp://sms.example.com, fail",
    "https://sms.example.com?x=1, fail",
    "https://sms.example.com/#top, fail",
    "https://user@sms.example.com, fail",
    "https://sms_1.example.com, fail",
    "https://sms.example.com/twilio/messages/inbound, fail",
    "https://sms example.com, fail"
  })
  void judgesThePublicUrl(String url, String grade) {
    assertThat(PublicUrl.judge(url).grade()).as(url).isEqualTo(grade);
  }

  @ParameterizedTest
  @CsvSource({
    "on, on, on, 180006, false",
    "on, local, on, 150000, false",
    "off, on, on, 180006, true",
    "on, off, on, 180006, true",
    "on, on, off, 180006, true",
    "on, on, on, 140012, true"
  })
  void failsWhereCommitsCanBeLostOrTheDatabaseIsOld(
      String fsync, String commit, String pages, int version, boolean fails) {
    var findings =
        DoctorCommand.database(
            new Durability(
                "x",
                version,
                Map.of("fsync", fsync, "synchronous_commit", commit, "full_page_writes", pages)));

    assertThat(findings.stream().anyMatch(DoctorCommand.Finding::bad)).isEqualTo(fails);
  }

  @Test
  void namesTheZonesThatThisJavaGetsWrong() {
    var finding =
        DoctorCommand.timeZones(
            new TimeZoneData("2025b", "2026c", Map.of("America/Winnipeg", "is at -5")));

    assertThat(finding.grade()).isEqualTo("warn");
    assertThat(finding.sentence()).contains("2025b", "2026c", "America/Winnipeg");
  }

  @Test
  void warnsOfARuleSetThatNobodyHasLookedAtForLong() {
    var published = LocalDate.of(2026, 11, 21);

    assertThat(DoctorCommand.ruleSet(new RuleSetAge("2026-11-21", published, 180)))
        .isEqualTo(
            DoctorCommand.Finding.ok("Rule set 2026-11-21 is in force, published 180 days ago"));
    assertThat(DoctorCommand.ruleSet(new RuleSetAge("2026-11-21", published, 181)).grade())
        .isEqualTo("warn");
  }

  @Test
  void warnsOfWhatIsOffAndFailsWhatIsWrong() {
    assertThat(Settings.of(new MockEnvironment()))
        .extracting(DoctorCommand.Finding::grade)
        .containsExactly("warn", "warn", "warn", "ok");
    assertThat(
            Settings.of(
                new MockEnvironment()
                    .withProperty("trunkline.account.twilio.account-sid", "AC12")
                    .withProperty("trunkline.account.encryption-key", "short")))
        .extracting(DoctorCommand.Finding::grade)
        .containsExactly("fail", "warn", "warn", "fail");
    assertThat(
            Settings.of(
                    new MockEnvironment().withProperty("trunkline.database.url", "postgres://db"))
                .getLast())
        .as("other nodes have no data folder")
        .isEqualTo(
            DoctorCommand.Finding.warn(
                "No encryption key, so no webhooks and no further accounts: set"
                    + " TRUNKLINE_ENCRYPTION_KEY (openssl rand -base64 32)"));
  }
}
