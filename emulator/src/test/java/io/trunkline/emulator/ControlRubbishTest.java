// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static io.trunkline.emulator.RawClient.OURS;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.emulator.RawClient.Raw;
import io.trunkline.emulator.callbacks.CallbackLog;
import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.control.ControlResource;
import io.trunkline.emulator.control.EventFeed;
import io.trunkline.emulator.fault.Faults;
import io.trunkline.emulator.http.Router;
import io.trunkline.emulator.http.Router.Served;
import io.trunkline.emulator.world.World;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whatever is thrown at the control surface, it says what is wrong with it. */
class ControlRubbishTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "1e400",
          "-1e400",
          "99999999999999999999",
          "\"\"",
          "\"x\"",
          "\"data:\"",
          "\"PT9999999999999H\"",
          "\"P-1D\"",
          "[]",
          "[1]",
          "[null]",
          "[{}]",
          "[\"\"]",
          "[\"data:\"]",
          "[[]]",
          "{}",
          "{\"a\":1}");
  private static final List<String> BODIES =
      List.of("", "nonsense", "null", "[]", "1", "\"x\"", "1e400", "{}", "{\"a\":", "{\"a\":{}}");

  /** What a route takes if it is asked well. */
  private static final Map<String, String> ORDERS =
      Map.ofEntries(
          Map.entry(
              "PUT /_emulator/handsets/{Number}",
              """
              {"fate":"undelivered","error_code":30003,"switched_on":true,"in_service":true,
               "line":"mobile","carrier":"x","whatsapp":true,"rcs":true,"reads":false,"delay":"PT0S",
               "blocked_senders":[]}
              """),
          Map.entry(
              "POST /_emulator/handsets/{Number}/messages",
              "{\"to\":\"" + OURS + "\",\"body\":\"Hi\",\"media_urls\":[]}"),
          Map.entry("PUT /_emulator/faults", "{\"seed\":1,\"rules\":[]}"),
          Map.entry("PUT /_emulator/senders/{Address}", "{\"messages_per_second\":1}"),
          Map.entry("PUT /_emulator/geo-permissions", "{\"denied\":[]}"),
          Map.entry("PUT /_emulator/limits", "{\"concurrent_requests\":0}"),
          Map.entry("POST /_emulator/clock", "{\"speed\":1,\"advance\":\"PT0S\"}"),
          Map.entry(
              "POST /_emulator/short-codes",
              "{\"short_code\":\"12345\",\"country\":\"US\",\"account_sid\":null}"),
          Map.entry(
              "POST /_emulator/channel-senders",
              "{\"sender\":\"whatsapp:+14155550100\",\"url\":null,\"account_sid\":null}"),
          Map.entry("PUT /_emulator/services/{ServiceSid}/opt-out", "{\"languages\":[]}"),
          Map.entry(
              "PUT /_emulator/contents/{ContentSid}/approval",
              "{\"status\":\"rejected\",\"reason\":\"x\"}"));

  private static TwilioEmulator emulator;
  private static RawClient client;
  private static HttpClient http;

  @BeforeAll
  static void start() {
    emulator = TwilioEmulator.start();
    client = RawClient.live(emulator);
    http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  @AfterAll
  static void stop() {
    http.close();
    emulator.close();
  }

  @BeforeEach
  void reset() {
    emulator.reset();
  }

  /** As they are added; none of them is asked here, so none needs somebody who texts. */
  @SuppressWarnings("NullAway")
  static List<Served> routes() {
    var options = EmulatorOptions.defaults();
    var settings =
        new World.Settings(1, options.pace(), options.numbers(), 0, options.balance(), world -> {});
    try (var clock = new EmulatorClock()) {
      var world = new World(settings, clock, new Faults(), message -> {});
      var log = new CallbackLog();
      var router = new Router();
      ControlResource.addTo(router, world, null, log, new EventFeed(world, log), () -> {});
      return router.served().stream()
          .filter(route -> !route.template().endsWith("/events"))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void neverBreaksARoute(Served route) throws Exception {
    var path = path(route);
    for (var body : rubbish(ORDERS.getOrDefault(route.method() + " " + route.template(), "{}"))) {
      var answer = ask(route.method(), path, body);
      assertThat(answer).as("%s %s %s", route.method(), path, body).isLessThan(500);
      assertThat(client.get("/_emulator/handsets").status()).as("after %s", body).isEqualTo(200);
    }
    assertThat(ask(route.method(), route.template().replaceAll("\\{[^}]+}", "zzz"), "{}"))
        .isLessThan(500);
    assertThat(ask(route.method(), path + "?limit=-1&number=zzz&message=%00", "{}"))
        .isLessThan(500);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT|geo-permissions|{\"denied\":[{\"a\":1}]}",
        "PUT|geo-permissions|{\"denied\":\"FR\"}",
        "PUT|geo-permissions|{\"denied\":null}",
        "PUT|geo-permissions|{}",
        "PUT|handsets/+14155550123|{\"blocked_senders\":[{}]}",
        "PUT|handsets/+14155550123|{\"blocked_senders\":[\"zzz\"]}",
        "PUT|handsets/+14155550123|{\"delay\":\"PT9999999999999H\"}",
        "POST|handsets/+14155550123/messages|{\"to\":\"+14155550100\",\"media_urls\":[{}]}",
        "POST|handsets/+14155550123/messages|{\"to\":\"+14155550100\",\"media_urls\":\"x\"}",
        "POST|channel-senders|{\"sender\":\"whatsapp:abc\"}",
        "POST|channel-senders|{\"sender\":\"messenger:\"}",
        "POST|short-codes|{\"short_code\":\"12345\",\"country\":\"ZZ\"}",
        "PUT|senders/+14155550100|{\"messages_per_second\":1e400}",
        "PUT|senders/+14155550100|{\"messages_per_second\":1e-300}",
        "POST|clock|{\"speed\":1e400}",
        "PUT|limits|{\"concurrent_requests\":1e400}",
        "PUT|faults|{\"sede\":1,\"rules\":[]}",
        "PUT|faults|{\"seed\":\"x\",\"rules\":[]}",
        "PUT|faults|{\"rules\":[1]}",
        "PUT|faults|{\"rules\":[{\"fault\":\"slow\",\"count\":99999999999}]}",
        "PUT|faults|{\"rules\":[{\"fault\":\"slow\",\"delay\":\"PT9999999999999H\"}]}"
      })
  void refusesInPlainWords(String method, String path, String order) {
    var answer = send(method, "/_emulator/" + path, order);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("problem")).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({"'{\"languages\":1}'", "'{\"languages\":[{\"language\":\"en\",\"stop\":1}]}'"})
  void refusesOptOutsThatAreNone(String order) {
    var path = "/_emulator/services/" + service() + "/opt-out";

    assertThat(send("PUT", path, order).status()).isEqualTo(400);
  }

  private static Raw send(String method, String path, String order) {
    return method.equals("PUT") ? client.put(path, order) : client.postJson(path, order);
  }

  private static int ask(String method, String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(emulator.baseUrl() + path))
            .method(method, BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  private static String path(Served route) {
    var content =
        client.postJson(
            "/v1/Content", "{\"language\":\"en\",\"types\":{\"twilio/text\":{\"body\":\"x\"}}}");
    return route
        .template()
        .replace("{Number}", "+14155550123")
        .replace("{Address}", OURS)
        .replace("{ServiceSid}", service())
        .replace("{ContentSid}", content.text("sid"))
        .replaceAll("\\{[^}]+}", "x");
  }

  private static String service() {
    return client.post("/v1/Services", "FriendlyName", "Shop").text("sid");
  }

  private static List<String> rubbish(String order) {
    var rubbish = new ArrayList<>(BODIES);
    var good = (ObjectNode) MAPPER.readTree(order);
    for (var member : good.propertyNames()) {
      var rest = good.deepCopy();
      rest.remove(member);
      var others = rest.isEmpty() ? "" : "," + rest.toString().substring(1).replaceAll("}$", "");
      for (var value : VALUES) {
        rubbish.add("{\"" + member + "\":" + value + others + "}");
      }
    }
    return rubbish;
  }
}
