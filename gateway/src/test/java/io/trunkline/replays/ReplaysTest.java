// SPDX-License-Identifier: Apache-2.0
package io.trunkline.replays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trunkline.account.AccountId;
import io.trunkline.callbacks.CallbackLogRefusal;
import io.trunkline.callbacks.CallbackQuery;
import io.trunkline.callbacks.CallbackState;
import io.trunkline.callbacks.Callbacks;
import io.trunkline.callbacks.CallbacksRoom;
import io.trunkline.callbacks.SignedCall;
import io.trunkline.callbacks.StoredCallback;
import io.trunkline.problem.RefusalException;
import io.trunkline.replays.ReplayResult.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is kept is applied again. */
class ReplaysTest {

  private static final String STATUS = "/twilio/things/one/status";

  private static final CallbackQuery DUE =
      new CallbackQuery(null, CallbackState.DUE, null, null, null, null, 100);

  private static CallbacksRoom room;

  private AccountId account;
  private Callbacks callbacks;
  private Replays replays;

  @BeforeAll
  static void start() {
    room = CallbacksRoom.startConfigured("trunkline.api.enabled=true");
  }

  @AfterAll
  static void stop() {
    room.close();
  }

  @BeforeEach
  void startAfresh() {
    account = room.account().id();
    callbacks = room.callbacks();
    replays = room.get(Replays.class);
    room.applied().repair();
    room.jdbc().sql("DELETE FROM trunkline.callbacks_due").update();
    room.jdbc().sql("DELETE FROM trunkline.callbacks").update();
    room.jdbc().sql("DELETE FROM effects").update();
    room.clock().move(Duration.ofHours(1));
  }

  @Test
  void appliesAgainWhatWasGivenUp() {
    var id = room.keep("test_status", STATUS, Map.of("A", "1"), "broken for hours");

    var result = replays.apply(account, id, "somebody");

    assertThat(result.outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(effects()).isEqualTo(1);
    assertThat(callbacks.find(account, id).state()).isEqualTo(CallbackState.APPLIED);
    assertThat(callbacks.find(account, id).failure()).isNull();
  }

  @Test
  void leavesWhereItWasWhatFailsAgain() {
    room.applied().breakDown();
    var id = room.keep("test_status", STATUS, Map.of("A", "1"), "broken for hours");

    var result = replays.apply(account, id, "somebody");

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.because()).isEqualTo("IllegalStateException");
    assertThat(effects()).isZero();
    assertThat(callbacks.find(account, id))
        .returns(CallbackState.PARKED, StoredCallback::state)
        .returns("broken for hours", StoredCallback::failure);
  }

  @Test
  void goesOnBehindWhatBreaksMoreThanItself() {
    var from = room.clock().instant();
    for (var what : List.of("A", "Fatal", "Elsewhere", "Deadly", "A")) {
      room.keep("test_status", STATUS, Map.of(what, "1"), "broken for hours");
      room.clock().move(Duration.ofSeconds(1));
    }

    assertThat(replay("{\"from\": \"%s\"}".formatted(from)).path("data"))
        .extracting(one -> one.path("outcome").stringValue())
        .containsExactly("applied", "failed", "failed", "failed", "applied");
    assertThat(effects()).isEqualTo(2);
  }

  @Test
  void appliesAtOnceWhatIsDueLater() {
    room.applied().breakDown();
    SignedCall.to(STATUS, "A", "1").send(room);
    room.applyDue();
    room.applied().repair();
    var due = callbacks.list(account, DUE).getFirst();
    assertThat(due.failure()).contains("broken on purpose");

    assertThat(replays.apply(account, due.id(), "somebody").outcome()).isEqualTo(Outcome.APPLIED);

    assertThat(callbacks.find(account, due.id()).state()).isEqualTo(CallbackState.APPLIED);
    assertThat(effects()).isEqualTo(1);
  }

  @Test
  void saysWhyNobodyAppliesAKindOrTheRouteWillNot() {
    var gone = room.keep("gone_kind", "/twilio/gone", Map.of(), "no route");
    var never = room.keep("test_status", STATUS, Map.of("Hopeless", "1"), "never");

    assertThat(replays.apply(account, gone, "somebody").because()).contains("no such route");
    assertThat(replays.apply(account, never, "somebody").because()).isEqualTo("never");
    assertThat(callbacks.find(account, never).state()).isEqualTo(CallbackState.PARKED);
  }

  @Test
  void appliesAStretchOfTimeInBoundedBatchesOldestFirst() {
    var from = room.clock().instant();
    for (int i = 0; i < 5; i++) {
      room.keep("test_status", "/twilio/things/" + i + "/status", Map.of("A", "1"), null);
      room.clock().move(Duration.ofSeconds(1));
    }
    var before = room.applied().callbacks().size();

    var dry = replay("{\"from\": \"%s\", \"limit\": 2, \"dry_run\": true}".formatted(from));
    assertThat(dry.path("data").path(0).path("outcome").stringValue()).isEqualTo("would_apply");
    assertThat(room.applied().callbacks()).hasSize(before);

    var first = replay("{\"from\": \"%s\", \"limit\": 2}".formatted(from));
    assertThat(first.path("data")).hasSize(2);
    var second =
        replay(
            "{\"from\": \"%s\", \"limit\": 2, \"after\": \"%s\"}"
                .formatted(from, first.path("next").stringValue()));
    var third =
        replay(
            "{\"from\": \"%s\", \"limit\": 2, \"after\": \"%s\"}"
                .formatted(from, second.path("next").stringValue()));

    assertThat(third.path("data")).hasSize(1);
    assertThat(third.path("next").isMissingNode()).isTrue();
    assertThat(
            room.applied().callbacks().stream()
                .skip(before)
                .map(callback -> callback.pathVariable("id")))
        .containsExactly("0", "1", "2", "3", "4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}",
        "{\"from\": \"yesterday\"}",
        "{\"from\": \"-1000000000-01-01T00:00:00Z\"}",
        "{\"state\": \"lost\"}",
        "{\"state\": \"parked\", \"limit\": 501}",
        "{\"state\": \"parked\", \"dry_run\": \"yes\"}"
      })
  void refusesToApplyWhatIsNotSaid(String body) {
    assertThat(replay(body).path("status").intValue()).isEqualTo(422);
  }

  @Test
  void knowsNoCallbackOfAnotherAccount() {
    var id = room.keep("test_status", STATUS, Map.of("A", "1"), null);
    room.jdbc()
        .sql("UPDATE trunkline.callbacks SET account_id = ?")
        .param(UUID.randomUUID())
        .update();

    assertThat(
            catchThrowableOfType(
                    RefusalException.class, () -> replays.apply(account, id, "somebody"))
                .refusal()
                .code())
        .isEqualTo(CallbackLogRefusal.UNKNOWN_CALLBACK);
  }

  private static long effects() {
    return room.jdbc().sql("SELECT count(*) FROM effects").query(Long.class).single();
  }

  private static JsonNode replay(String body) {
    var request =
        HttpRequest.newBuilder(room.address("/v1/callbacks/replay"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return json(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
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
