// SPDX-License-Identifier: Apache-2.0
package io.trunkline.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.callbacks.CallbacksRoom;
import io.trunkline.callbacks.SignedCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What arrives of a request that is signed as Twilio would sign it. */
class ProbesTest {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static CallbacksRoom room;

  @BeforeAll
  static void start() {
    room = CallbacksRoom.startConfigured("trunkline.api.enabled=true");
  }

  @AfterAll
  static void stop() {
    room.close();
  }

  @BeforeEach
  void forget() {
    room.jdbc().sql("DELETE FROM trunkline.callback_probes").update();
    room.clock().move(Duration.ofSeconds(2));
  }

  @Test
  void saysThatAllIsWellAndWhatTheProxySaid() {
    var probe = open();

    var answer = send(probe, body -> body, Map.of("X-Forwarded-Proto", "https"));

    assertThat(answer.statusCode()).isEqualTo(204);
    var arrival = arrival(probe);
    assertThat(arrival.path("genuine").booleanValue()).isTrue();
    assertThat(arrival.path("reason").stringValue()).isEmpty();
    assertThat(arrival.path("scheme").stringValue()).isEqualTo("http");
    assertThat(arrival.path("port").intValue()).isEqualTo(room.address("").getPort());
    assertThat(arrival.path("method").stringValue()).isEqualTo("POST");
    assertThat(arrival.path("path").stringValue())
        .isEqualTo("/twilio/probe/" + probe.path("id").stringValue());
    assertThat(arrival.path("headers").path("x-forwarded-proto").stringValue()).isEqualTo("https");
  }

  @Test
  void isSignedByTheRulesOfTwilioForThePublicAddress() {
    var probe = room.get(Probes.class).open(room.account().id());

    assertThat(probe.url().toString()).startsWith(CallbacksRoom.PUBLIC_URL + "/twilio/probe/");
    assertThat(probe.headers()).containsKeys("X-Twilio-Signature", "Content-Type");
    assertThat(probe.form()).contains("AccountSid=" + CallbacksRoom.ACCOUNT_SID, "FromZip=&");
  }

  @Test
  void saysWhatAProxyDoesToTheBody() {
    var trimmed = open();
    assertThat(send(trimmed, body -> body.replace("%0D%0A+", ""), Map.of()).statusCode())
        .isEqualTo(403);
    var dropped = open();
    send(dropped, body -> body.replace("FromZip=&", ""), Map.of());

    assertThat(arrival(trimmed).path("genuine").booleanValue()).isFalse();
    assertThat(arrival(dropped).path("matches").path(0).path("differs").path(0).stringValue())
        .isEqualTo("parameters_dropped");
    assertThat(arrival(dropped).path("advice").stringValue()).contains("bodies of requests");
  }

  @Test
  void saysThatSomethingElseThanACallbackHasArrived() {
    var probe = open();

    send(probe, body -> "%zz", Map.of());

    assertThat(arrival(probe).path("reason").stringValue()).contains("percent-encoded");
  }

  @Test
  void arrivesOnceAndInTimeOrNotAtAll() {
    var probe = open();
    send(probe, body -> body, Map.of());
    assertThat(send(probe, body -> body, Map.of()).statusCode()).isEqualTo(404);

    var late = open();
    room.clock().move(Probes.LIFE);
    assertThat(send(late, body -> body, Map.of()).statusCode()).isEqualTo(404);
    assertThat(arrival(late).isMissingNode()).isTrue();
  }

  @Test
  void isForStrangersAPathLikeAnyOther() {
    var unknown = SignedCall.to("/twilio/probe/" + "0".repeat(32), "A", "1").send(room);
    var rubbish = SignedCall.to("/twilio/probe/x", "A", "1").send(room);
    var elsewhere = SignedCall.to("/twilio/elsewhere", "A", "1").send(room);

    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).isEqualTo(elsewhere.body());
    assertThat(rubbish.body()).isEqualTo(elsewhere.body());
  }

  @Test
  void looksUpNoMoreThanAHundredSecretsASecond() {
    for (int i = 0; i < 120; i++) {
      SignedCall.to("/twilio/probe/" + "0".repeat(32), "A", "1").send(room);
    }
    var probe = open();
    assertThat(send(probe, body -> body, Map.of()).statusCode()).isEqualTo(404);

    room.clock().move(Duration.ofSeconds(1));
    assertThat(send(probe, body -> body, Map.of()).statusCode()).isEqualTo(204);
  }

  @Test
  void goesOnWhenTheClockIsSetBack() {
    SignedCall.to("/twilio/probe/" + "0".repeat(32), "A", "1").send(room);
    room.clock().move(Duration.ofMinutes(-10));
    var probe = open();

    assertThat(send(probe, body -> body, Map.of()).statusCode()).isEqualTo(204);
  }

  @Test
  void opensNoMoreThanTwentyAtATime() {
    for (int i = 0; i < Probes.MOST_OPEN; i++) {
      open();
    }

    var answer = post("/v1/callbacks/probes");
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(json(answer.body()).path("code").stringValue()).isEqualTo("too_many_probes");

    room.clock().move(Probes.LIFE);
    open();
  }

  @Test
  void knowsNoProbeOfAnotherAccount() {
    var answer = SignedCall.get(room.address("/v1/callbacks/probes/" + "0".repeat(32)));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(json(answer.body()).path("code").stringValue()).isEqualTo("unknown_probe");
  }

  private static JsonNode open() {
    var answer = post("/v1/callbacks/probes");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer.body());
  }

  private static JsonNode arrival(JsonNode probe) {
    var answer =
        SignedCall.get(room.address("/v1/callbacks/probes/" + probe.path("id").stringValue()));
    return json(answer.body()).path("arrival");
  }

  /** Over a way that takes the public address away. */
  private static HttpResponse<String> send(
      JsonNode probe, UnaryOperator<String> rewrite, Map<String, String> more) {
    var path = URI.create(probe.path("url").stringValue()).getRawPath();
    var request =
        HttpRequest.newBuilder(room.address(path))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    rewrite.apply(probe.path("form").stringValue())));
    probe
        .path("headers")
        .properties()
        .forEach(header -> request.header(header.getKey(), header.getValue().stringValue()));
    more.forEach(request::header);
    return exchange(request.build());
  }

  private static HttpResponse<String> post(String path) {
    return exchange(
        HttpRequest.newBuilder(room.address(path))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build());
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
}
