// SPDX-License-Identifier: Apache-2.0
package io.trunkline.entrances;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.callbacks.Callback;
import io.trunkline.callbacks.CallbackReply;
import io.trunkline.callbacks.CallbackRoute;
import io.trunkline.emulator.EmulatorOptions;
import io.trunkline.emulator.TwilioEmulator;
import io.trunkline.entrances.Entrance.Verdict;
import io.trunkline.entrances.EntranceOutcome.Result;
import io.trunkline.storage.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is configured at an emulated Twilio is compared, and set where somebody chooses it. */
class EntrancesTest {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String OURS =
      "https://sms.example.com/twilio/messages/inbound#rc=3&rt=12000&rp=ct,rt,5xx";

  private TwilioEmulator emulator;
  private ConfigurableApplicationContext context;
  private Entrances entrances;
  private AccountId account;

  @BeforeEach
  void start() {
    emulator = TwilioEmulator.start();
    var database = TestDatabase.create();
    context =
        new SpringApplicationBuilder(App.class)
            .properties(
                "server.port=0",
                "spring.main.banner-mode=off",
                "spring.datasource.url=" + database.url(),
                "spring.datasource.username=postgres",
                "spring.datasource.password=postgres",
                "trunkline.background.enabled=false",
                "trunkline.api.enabled=true",
                "trunkline.callbacks.public-url=https://sms.example.com",
                "trunkline.account.twilio.account-sid=" + emulator.accountSid(),
                "trunkline.account.twilio.auth-token=" + emulator.authToken(),
                "trunkline.twilio.base-url=" + emulator.baseUrl())
            .run();
    entrances = context.getBean(Entrances.class);
    account = context.getBean(Accounts.class).configured().id();
  }

  @AfterEach
  void stop() {
    context.close();
    emulator.close();
  }

  @Test
  void findsEveryNumberThatLeadsNowhere() {
    assertThat(texts()).hasSameSizeAs(EmulatorOptions.NUMBERS);
    assertThat(texts())
        .allSatisfy(
            one -> {
              assertThat(one.verdict()).isEqualTo(Verdict.ABSENT);
              assertThat(one.wanted()).isEqualTo(OURS);
            });
  }

  @Test
  void setsWhatWasChosenAndNothingElse() {
    var first = texts().getFirst();
    var change = new EntranceChange(first.sid(), "sms_url", "");

    assertThat(results(List.of(change), true)).containsExactly(Result.WOULD_CHANGE);
    assertThat(texts()).allMatch(one -> one.verdict() == Verdict.ABSENT);

    assertThat(results(List.of(change), false)).containsExactly(Result.CHANGED);
    assertThat(texts().stream().filter(one -> one.verdict() == Verdict.RIGHT))
        .singleElement()
        .satisfies(one -> assertThat(one.sid()).isEqualTo(first.sid()));

    assertThat(results(List.of(change), false)).containsExactly(Result.ALREADY_SO);
  }

  @Test
  void leavesAloneWhatHasChangedSinceItWasSeen() {
    var sid = texts().getFirst().sid();
    configure(sid, "SmsUrl", "https://somebody.example.net/hook");

    var outcome =
        entrances
            .apply(account, List.of(new EntranceChange(sid, "sms_url", "")), false, "test")
            .getFirst();

    assertThat(outcome.result()).isEqualTo(Result.NOT_DONE);
    assertThat(outcome.why()).contains("not what was seen");
    assertThat(text(sid).verdict()).isEqualTo(Verdict.ELSEWHERE);
    assertThat(
            results(
                List.of(new EntranceChange(sid, "sms_url", "https://somebody.example.net/hook")),
                false))
        .containsExactly(Result.CHANGED);
    assertThat(text(sid).current()).isEqualTo(OURS);
  }

  @Test
  void takesAwayWhatWasOursOnce() {
    var sid = texts().getFirst().sid();
    var old = "http://sms.example.com/twilio/messages/status";
    configure(sid, "StatusCallback", old);
    configure(sid, "SmsUrl", "http://sms.example.com/twilio/messages/inbound");

    var outcomes =
        results(
            List.of(
                new EntranceChange(sid, "status_callback", old),
                new EntranceChange(
                    sid, "sms_url", "http://sms.example.com/twilio/messages/inbound")),
            false);

    assertThat(outcomes).containsExactly(Result.CHANGED, Result.CHANGED);
    assertThat(text(sid).current()).isEqualTo(OURS);
    assertThat(all())
        .filteredOn(one -> one.sid().equals(sid) && one.setting().equals("status_callback"))
        .singleElement()
        .satisfies(one -> assertThat(one.current()).isEmpty());
  }

  @Test
  void setsTheServiceThatDecidesForItsNumbers() {
    var number = texts().getFirst();
    var service = createService("Shop", number.sid());

    assertThat(text(number.sid()).verdict()).isEqualTo(Verdict.OVERRIDDEN);
    assertThat(results(List.of(new EntranceChange(number.sid(), "sms_url", "")), false))
        .containsExactly(Result.NOT_DONE);
    assertThat(results(List.of(new EntranceChange(service, "inbound_request_url", "")), false))
        .containsExactly(Result.CHANGED);
    assertThat(all())
        .filteredOn(one -> one.setting().equals("inbound_request_url"))
        .singleElement()
        .satisfies(one -> assertThat(one.current()).isEqualTo(OURS));
  }

  @Test
  void saysWhenTwilioDoesNotAnswer() {
    emulator.close();

    assertThat(entrances.compare(account)).isInstanceOf(EntranceReport.Impossible.class);
    assertThat(results(List.of(new EntranceChange("PN1", "sms_url", "")), false))
        .containsExactly(Result.FAILED);
    var answer = get();
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(json(answer.body()).path("code").stringValue()).isEqualTo("configuration_unknown");
  }

  @Test
  void doesTheSameOverRest() {
    var first = json(get().body()).path("data").path(0);
    assertThat(first.path("verdict").stringValue()).isEqualTo("absent");
    assertThat(first.path("offered").booleanValue()).isTrue();

    var answer =
        post(
            """
            {"dry_run": false, "changes": [{"sid": "%s", "setting": "sms_url", "from": ""},
              {"sid": "PN0", "setting": "sms_url", "from": ""}]}
            """
                .formatted(first.path("sid").stringValue()));

    assertThat(answer.path("data").valueStream().map(one -> one.path("result").stringValue()))
        .containsExactly("changed", "not_done");
    assertThat(answer.path("data").path(0).path("to").stringValue()).isEqualTo(OURS);
    assertThat(post("{\"changes\": [{\"sid\": \"PN0\"}]}").path("status").intValue())
        .isEqualTo(422);
  }

  private List<Entrance> all() {
    assertThat(entrances.compare(account)).isInstanceOf(EntranceReport.Complete.class);
    return ((EntranceReport.Complete) entrances.compare(account)).entrances();
  }

  private List<Entrance> texts() {
    return all().stream().filter(one -> one.setting().equals("sms_url")).toList();
  }

  private Entrance text(String sid) {
    return texts().stream().filter(one -> one.sid().equals(sid)).findFirst().orElseThrow();
  }

  private List<Result> results(List<EntranceChange> changes, boolean dryRun) {
    return entrances.apply(account, changes, dryRun, "test").stream()
        .map(EntranceOutcome::result)
        .toList();
  }

  private void configure(String sid, String name, String value) {
    atTwilio(
        "/2010-04-01/Accounts/" + emulator.accountSid() + "/IncomingPhoneNumbers/" + sid + ".json",
        name + "=" + URLEncoder.encode(value, UTF_8));
  }

  private String createService(String name, String numberSid) {
    var sid = atTwilio("/messaging/v1/Services", "FriendlyName=" + name).path("sid").stringValue();
    atTwilio("/messaging/v1/Services/" + sid + "/PhoneNumbers", "PhoneNumberSid=" + numberSid);
    return sid;
  }

  /** As at Twilio's console. */
  private JsonNode atTwilio(String path, String form) {
    var user = emulator.accountSid() + ":" + emulator.authToken();
    var answer =
        exchange(
            HttpRequest.newBuilder(URI.create(emulator.baseUrl() + path))
                .header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(user.getBytes(US_ASCII)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return json(answer.body());
  }

  private HttpResponse<String> get() {
    return exchange(HttpRequest.newBuilder(address("")).build());
  }

  private JsonNode post(String body) {
    return json(
        exchange(
                HttpRequest.newBuilder(address("/apply"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build())
            .body());
  }

  private URI address(String path) {
    return URI.create(
        "http://localhost:"
            + context.getEnvironment().getRequiredProperty("local.server.port")
            + "/v1/callbacks/configuration"
            + path);
  }

  private static HttpResponse<String> exchange(HttpRequest request) {
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  /** A route of the room that knows messages, as far as this room can tell. */
  private record Route(String kind, String path) implements CallbackRoute {

    @Override
    public boolean repliesWithTwiml() {
      return true;
    }

    @Override
    public CallbackReply apply(Callback callback) {
      return CallbackReply.Twiml.SILENCE;
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration(
      excludeName = {
        "io.trunkline.dispatch.DispatchConfiguration",
        "io.trunkline.consent.ConsentConfiguration",
        "io.trunkline.conversations.ConversationsConfiguration",
        "io.trunkline.numbers.NumbersConfiguration",
        "io.trunkline.handover.HandoverConfiguration",
        "io.trunkline.messaging.MessagingConfiguration",
        "io.trunkline.webhooks.WebhooksConfiguration"
      })
  static class App {

    @Bean
    CallbackRoute inboundRoute() {
      return new Route("inbound_message", "/twilio/messages/inbound");
    }

    @Bean
    CallbackRoute statusRoute() {
      return new Route("service_status", "/twilio/messages/status");
    }
  }
}
