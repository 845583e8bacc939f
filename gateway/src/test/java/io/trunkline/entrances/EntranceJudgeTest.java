// SPDX-License-Identifier: Apache-2.0
package io.trunkline.entrances;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.entrances.Entrance.Verdict;
import io.trunkline.twilio.TwilioEntrance;
import io.trunkline.twilio.TwilioEntrance.Kind;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntranceJudgeTest {

  private static final String OURS =
      "https://sms.example.com/gate/twilio/messages/inbound#rc=3&rp=ct,5xx";

  private static final String STATUSES =
      "https://sms.example.com/gate/twilio/messages/status#rc=3&rp=ct,5xx";

  private final EntranceJudge judge = new EntranceJudge(URI.create(OURS), URI.create(STATUSES));

  @ParameterizedTest
  @CsvSource({
    "'https://sms.example.com/gate/twilio/messages/inbound#rc=3&rp=ct,5xx', RIGHT",
    "https://sms.example.com/gate/twilio/messages/inbound#rp=all, RIGHT",
    "https://sms.example.com/gate/twilio/messages/inbound#rc=2, STALE",
    "https://sms.example.com/gate/twilio/messages/inbound, STALE",
    "'', ABSENT",
    "https://demo.twilio.com/welcome/sms/reply, ABSENT",
    "http://sms.example.com/gate/twilio/messages/inbound, STALE",
    "https://sms.example.com:443/gate/twilio/messages/inbound, STALE",
    "https://sms.example.com:8443/gate/twilio/messages/inbound, ELSEWHERE",
    "https://sms.example.com/staging/twilio/messages/inbound, ELSEWHERE",
    "https://sms.example.com/twilio/messages/inbound, ELSEWHERE",
    "https://staging.example.com/twilio/messages/inbound, ELSEWHERE",
    "https://sms.example.com/crm/twilio/texts, ELSEWHERE",
    "https://sms.example.com/gate/twilio/messages/inbound/, STALE",
    "https://somebody.example.net/hook, ELSEWHERE"
  })
  void judgesWhereTheTextsToANumberGo(String current, Verdict verdict) {
    var entrance = entrance(List.of(number(Map.of("sms_url", current))), "PN1", "sms_url");

    assertThat(entrance.verdict()).isEqualTo(verdict);
    assertThat(entrance.wanted()).isEqualTo(OURS);
    assertThat(entrance.isOffered())
        .isEqualTo(verdict == Verdict.ABSENT || verdict == Verdict.STALE);
  }

  @ParameterizedTest
  @CsvSource({
    "sms_fallback_url, '', RIGHT, ",
    "sms_fallback_url, https://somebody.example.net/hook, ELSEWHERE, ",
    "sms_fallback_url, https://sms.example.com/gate/twilio/messages/inbound, RIGHT, ",
    "sms_fallback_url, http://sms.example.com/gate/twilio/messages/inbound/, STALE, ''",
    "sms_fallback_url, http://sms.example.com/twilio/messages/inbound, ELSEWHERE, ",
    "sms_fallback_url, https://staging.example.com/twilio/messages/inbound, ELSEWHERE, ",
    "status_callback, https://sms.example.com/gate/twilio/messages/status, STALE, ''",
    "voice_url, https://somebody.example.net/voice, ELSEWHERE, ",
    "voice_url, https://crm.example.com/twilio/voice, ELSEWHERE, ",
    "voice_url, https://sms.example.com/twilio/voice, ELSEWHERE, "
  })
  void takesAwayOnlyWhatWasOurs(
      String setting, String current, Verdict verdict, @Nullable String wanted) {
    var entrance = entrance(List.of(number(Map.of(setting, current))), "PN1", setting);

    assertThat(entrance.verdict()).isEqualTo(verdict);
    assertThat(entrance.wanted()).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource({
    "'', RIGHT, false",
    "https://sms.example.com/gate/twilio/messages/status#rp=5xx, RIGHT, true",
    "https://sms.example.com/gate/twilio/messages/status, STALE, true",
    "http://sms.example.com/gate/twilio/messages/status, STALE, true",
    "https://staging.example.com/twilio/messages/status, ELSEWHERE, false",
    "https://somebody.example.net/status, ELSEWHERE, false"
  })
  void judgesWhereTheStatusesOfAServiceGo(String current, Verdict verdict, boolean isWanted) {
    var entrance =
        entrance(List.of(service(Map.of("status_callback", current))), "MG1", "status_callback");

    assertThat(entrance.verdict()).isEqualTo(verdict);
    assertThat(entrance.wanted()).isEqualTo(isWanted ? STATUSES : null);
  }

  @Test
  void looksAtTheServiceOfANumberBeforeTheNumber() {
    var number = number(Map.of("sms_url", ""));
    var service = service(Map.of("inbound_request_url", ""));

    assertThat(entrance(List.of(number, service), "PN1", "sms_url").verdict())
        .isEqualTo(Verdict.OVERRIDDEN);
    assertThat(entrance(List.of(number, service), "PN1", "sms_url").wanted()).isNull();
    assertThat(entrance(List.of(number, service), "MG1", "inbound_request_url").verdict())
        .isEqualTo(Verdict.ABSENT);
  }

  @Test
  void looksAtTheNumberWhereTheServiceLeavesItToIt() {
    var number = number(Map.of("sms_url", ""));
    var service = service(Map.of("use_inbound_webhook_on_number", "true"));

    assertThat(entrance(List.of(number, service), "PN1", "sms_url").verdict())
        .isEqualTo(Verdict.ABSENT);
    assertThat(entrance(List.of(number, service), "MG1", "inbound_request_url").verdict())
        .isEqualTo(Verdict.OVERRIDDEN);
  }

  @Test
  void saysThatAnApplicationDecides() {
    var number = number(Map.of("sms_url", "", "sms_application_sid", "AP1"));

    var entrance = entrance(List.of(number), "PN1", "sms_url");

    assertThat(entrance.verdict()).isEqualTo(Verdict.OVERRIDDEN);
    assertThat(entrance.says()).contains("AP1");
  }

  @Test
  void bearsAnAddressThatIsNone() {
    assertThat(
            entrance(List.of(number(Map.of("voice_url", "not a url"))), "PN1", "voice_url")
                .verdict())
        .isEqualTo(Verdict.ELSEWHERE);
  }

  private Entrance entrance(List<TwilioEntrance> all, String sid, String setting) {
    return judge.judge(all).stream()
        .filter(one -> one.sid().equals(sid) && one.setting().equals(setting))
        .findFirst()
        .orElseThrow();
  }

  private static TwilioEntrance number(Map<String, String> settings) {
    return new TwilioEntrance(Kind.NUMBER, "PN1", "+14155550100", settings, Set.of());
  }

  private static TwilioEntrance service(Map<String, String> settings) {
    return new TwilioEntrance(Kind.SERVICE, "MG1", "Shop", settings, Set.of("PN1"));
  }
}
