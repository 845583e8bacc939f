// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import static io.trunkline.messaging.TestGateway.OUR_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.messaging.MessageStatus;
import io.trunkline.messaging.MessagingStage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the rooms tell of all that is no message, and in which form. */
class EveryRoomTest extends MessagingStage {

  private final HttpClient client = HttpClient.newHttpClient();

  @AfterAll
  void stopCalling() {
    client.close();
  }

  /** Whatever happened, in the form that was promised. */
  @AfterEach
  void keepsToTheSchemas() {
    var all =
        gateway
            .database
            .jdbc()
            .sql("SELECT DISTINCT subject FROM trunkline.events")
            .query(String.class)
            .list();
    assertThat(
            all.stream()
                .flatMap(subject -> TestEvents.of(gateway.database, account, subject).stream())
                .flatMap(event -> EventSchemas.errors(event).stream()))
        .isEmpty();
  }

  @Test
  void tellsOfSendersWhatChanges() {
    var sender = call("POST", "/v1/senders", "{\"address\": \"ACME\"}").get("id").stringValue();
    call("POST", "/v1/senders", "{\"address\": \"ACME\"}");
    call("PATCH", "/v1/senders/" + sender, "{\"pace_per_second\": 7}");
    call("PATCH", "/v1/senders/" + sender, "{\"pace_per_second\": 7}");
    call("DELETE", "/v1/senders/" + sender, "");
    call("POST", "/v1/senders", "{\"address\": \"ACME\"}");

    assertThat(types(sender))
        .containsExactly(
            "sender.registered", "sender.changed", "sender.removed", "sender.registered");
    assertThat(data(sender, 1).at("/sender/pace_per_second").doubleValue()).isEqualTo(7);
  }

  @Test
  void tellsOfPoolsWhatChanges() {
    call("POST", "/v1/senders", "{\"address\": \"SHOP\"}");
    call("PUT", "/v1/pools/shops", "{\"senders\": [\"SHOP\"]}");
    call("PUT", "/v1/pools/shops", "{\"senders\": [\"SHOP\"]}");
    call("PUT", "/v1/pools/shops", "{\"senders\": [\"SHOP\", \"%s\"]}".formatted(OUR_NUMBER));
    call("DELETE", "/v1/pools/shops", "");

    assertThat(types("shops")).containsExactly("pool.created", "pool.changed", "pool.deleted");
    assertThat(data("shops", 1).at("/pool/senders").size()).isEqualTo(2);
  }

  @Test
  void tellsWhatIsSaidAboutConsentOnce() {
    var granted =
        """
        {"recipient": "%s", "kind": "granted", "level": "written", "text": "I agree.",
         "purposes": ["marketing"], "at": "2026-01-01T00:00:00Z"}
        """
            .formatted(alice);
    call("POST", "/v1/consents", granted);
    call("POST", "/v1/consents", granted);
    gateway.emulator.handset(alice).texts("STOP", OUR_NUMBER);
    await().untilAsserted(() -> assertThat(types(alice)).contains("consent.revoked"));

    assertThat(types(alice))
        .containsExactlyElementsOf(
            consentOf(alice).stream()
                .map(kind -> "consent." + kind.name().toLowerCase(Locale.ROOT))
                .toList());
    assertThat(data(alice, 0).at("/consent/level").stringValue()).isEqualTo("written");
    assertThat(data(alice, 1).at("/consent/source").stringValue()).isIn("keyword", "twilio");
  }

  @Test
  void tellsWhatAPersonHasToLookAtAndWhatTheyDecide() {
    gateway.emulator.handset(alice).texts("cancel my order", OUR_NUMBER);
    gateway.emulator.handset(alice).texts("please cancel my other order", OUR_NUMBER);
    awaitTypes(alice, "consent.flagged", "consent.suspended");
    var flag = data(alice, 0).at("/flag/id").stringValue();

    call(
        "POST",
        "/v1/consents/flags/" + flag + "/resolve",
        "{\"decision\": \"clear\", \"reason\": \"Meant an order\"}");

    awaitTypes(
        alice, "consent.flagged", "consent.suspended", "consent.flag_resolved", "consent.cleared");
  }

  @Test
  void tellsWhoIsAskedAndWhatTheyAnswer() {
    var question = ask();
    gateway.emulator.handset(alice).texts("Yes", OUR_NUMBER);
    awaitTypes(question, "opt_in.asked", "opt_in.granted");
    assertThat(types(alice)).containsExactly("consent.granted");

    var again = ask();
    gateway.emulator.handset(alice).texts("No", OUR_NUMBER);
    awaitTypes(again, "opt_in.asked", "opt_in.declined");
  }

  private String ask() {
    var question =
        call(
                "POST",
                "/v1/opt-ins",
                """
                {"recipient": "%s", "level": "express", "text": "Hints from Paul? Reply YES.",
                 "purposes": ["informational"]}
                """
                    .formatted(alice))
            .get("id")
            .stringValue();
    await().until(() -> textsAt(alice).stream().anyMatch(text -> text.startsWith("Hints")));
    return question;
  }

  @Test
  void tellsThatAnAccountIsHeldBackAndLetGo() {
    var refusal = FaultRule.of(FaultKind.STATUS_BEFORE).status(401, 20003);
    gateway.emulator.faults(
        1, refusal.on("POST", "/Messages.json"), refusal.on("GET", "/Messages.json"));
    var message = messages.send(text("One"));
    awaitTypes(account.toString(), "circuit.opened");

    gateway.emulator.faults(1);
    call("POST", "/v1/circuits/close", "");
    awaitStatus(message.id(), MessageStatus.DELIVERED);

    assertThat(types(account.toString())).containsExactly("circuit.opened", "circuit.closed");
    assertThat(data(account.toString(), 0).at("/circuit/error_code").intValue()).isEqualTo(20003);
  }

  @Test
  void tellsThatThePolicyHasChanged() {
    call("PATCH", "/v1/policy", "{\"version\": 0, \"sender_name\": \"Chez Paul\"}");

    assertThat(types(account.toString())).contains("policy.changed");
  }

  private List<String> types(String subject) {
    return TestEvents.typesOf(gateway.database, account, subject);
  }

  private void awaitTypes(String subject, String... types) {
    await().untilAsserted(() -> assertThat(types(subject)).containsExactly(types));
  }

  private JsonNode data(String subject, int index) {
    var event = TestEvents.of(gateway.database, account, subject).get(index);
    return JsonMapper.shared().readTree(event.data());
  }

  private JsonNode call(String method, String path, String body) {
    try {
      var response =
          client.send(
              HttpRequest.newBuilder(gateway.url.resolve(path))
                  .method(method, BodyPublishers.ofString(body))
                  .header("Content-Type", "application/json")
                  .build(),
              BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
      return JsonMapper.shared().readTree(response.body().isEmpty() ? "{}" : response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
