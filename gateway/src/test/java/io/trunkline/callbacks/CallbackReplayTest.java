// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trunkline.account.AccountId;
import io.trunkline.callbacks.ReplayResult.Outcome;
import io.trunkline.problem.RefusalException;
import io.trunkline.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is kept is shown, and applied again. */
class CallbackReplayTest {

  private static final String STATUS = "/twilio/things/one/status";

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
  void showsWhatCameInWithWhatItSaid() {
    SignedCall.to(STATUS, "MessageSid", "SM1", "Body", "hello").send(room);
    room.applier().applyDue();

    var listed = json(get("/v1/callbacks").body()).path("data");
    assertThat(listed).hasSize(1);
    assertThat(listed.path(0).path("state").stringValue()).isEqualTo("applied");
    assertThat(listed.path(0).path("parameters").isMissingNode()).isTrue();

    var id = listed.path(0).path("id").stringValue();
    var one = json(get("/v1/callbacks/" + id).body());
    assertThat(one.path("parameters").path("Body").path(0).stringValue()).isEqualTo("hello");
    assertThat(one.path("received_at").stringValue()).isEqualTo(room.clock().instant().toString());
    assertThat(callbacks.find(account, CallbackId.parse(id)).toString()).doesNotContain("hello");
  }

  @Test
  void findsThemByKindStateTimeAndSubject() {
    store("test_status", "/twilio/things/one/status", Map.of("MessageSid", "SM1"), null);
    var first = room.clock().instant();
    room.clock().move(Duration.ofMinutes(1));
    store("test_status", "/twilio/things/two/status", Map.of("MessageSid", "SM2"), "broken");
    room.clock().move(Duration.ofMinutes(1));
    store("gone_kind", "/twilio/gone", Map.of("CallSid", "CA1"), "no route");

    assertThat(paths(query(null, null, null, null, null)))
        .containsExactly("/twilio/gone", "/twilio/things/two/status", "/twilio/things/one/status");
    assertThat(paths(query("gone_kind", null, null, null, null))).containsExactly("/twilio/gone");
    assertThat(paths(query(null, CallbackState.PARKED, null, null, null))).hasSize(2);
    assertThat(paths(query(null, CallbackState.APPLIED, null, null, null))).hasSize(1);
    assertThat(paths(query(null, CallbackState.DUE, null, null, null))).isEmpty();
    assertThat(paths(query(null, null, first, first.plusSeconds(1), null))).hasSize(1);
    assertThat(paths(query(null, null, null, null, "two")))
        .containsExactly("/twilio/things/two/status");
    assertThat(paths(query(null, null, null, null, "SM1")))
        .containsExactly("/twilio/things/one/status");
    assertThat(paths(query(null, null, null, null, "CA1"))).containsExactly("/twilio/gone");
    assertThat(paths(query(null, null, null, null, "SM"))).isEmpty();
  }

  @Test
  void appliesAgainWhatWasGivenUp() {
    var id = store("test_status", STATUS, Map.of("A", "1"), "broken for hours");

    var result = replays.apply(account, id, "somebody");

    assertThat(result.outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(effects()).isEqualTo(1);
    assertThat(callbacks.find(account, id).state()).isEqualTo(CallbackState.APPLIED);
    assertThat(callbacks.find(account, id).failure()).isNull();
  }

  @Test
  void leavesWhereItWasWhatFailsAgain() {
    room.applied().breakDown();
    var id = store("test_status", STATUS, Map.of("A", "1"), "broken for hours");

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
      store("test_status", STATUS, Map.of(what, "1"), "broken for hours");
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
    room.applier().applyDue();
    room.applied().repair();
    var due = callbacks.list(account, query(null, CallbackState.DUE, null, null, null)).getFirst();
    assertThat(due.failure()).contains("broken on purpose");

    assertThat(replays.apply(account, due.id(), "somebody").outcome())
        .isEqualTo(Outcome.APPLIED);

    assertThat(callbacks.find(account, due.id()).state()).isEqualTo(CallbackState.APPLIED);
    assertThat(effects()).isEqualTo(1);
  }

  @Test
  void saysWhyNobodyAppliesAKindOrTheRouteWillNot() {
    var gone = store("gone_kind", "/twilio/gone", Map.of(), "no route");
    var never = store("test_status", STATUS, Map.of("Hopeless", "1"), "never");

    assertThat(replays.apply(account, gone, "somebody").because()).contains("no such route");
    assertThat(replays.apply(account, never, "somebody").because()).isEqualTo("never");
    assertThat(callbacks.find(account, never).state()).isEqualTo(CallbackState.PARKED);
  }

  @Test
  void appliesAStretchOfTimeInBoundedBatchesOldestFirst() {
    var from = room.clock().instant();
    for (int i = 0; i < 5; i++) {
      store("test_status", "/twilio/things/" + i + "/status", Map.of("A", "1"), null);
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
        "/v1/callbacks?state=lost | 422",
        "/v1/callbacks?from=yesterday | 422",
        "/v1/callbacks?from=-1000000000-01-01T00:00:00Z | 422",
        "/v1/callbacks?to=%2B20000-01-01T00:00:00Z | 422",
        "/v1/callbacks?subject=%00 | 422",
        "/v1/callbacks?kind=%00 | 422",
        "/v1/callbacks?after=x | 422",
        "/v1/callbacks?limit=0 | 422",
        "/v1/callbacks?limit=501 | 422",
        "/v1/callbacks?colour=red | 422",
        "/v1/callbacks/x | 404",
        "/v1/callbacks/cb_00000000000000000000000000 | 404"
      })
  void refusesQuestionsThatAreNone(String path, int status) {
    assertThat(get(path).statusCode()).isEqualTo(status);
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
  void looksForNoLongerThanItsPatience() {
    var each = new TransactionTemplate(room.get(PlatformTransactionManager.class));
    each.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    var log = new CallbackLog(room.get(Storage.class), each, Duration.ofMillis(50));
    var query = query(null, null, null, null, "SM1");

    each.executeWithoutResult(
        _ -> {
          room.get(Storage.class).jdbc().sql("LOCK TABLE trunkline.callbacks").update();
          assertThat(
                  catchThrowableOfType(RefusalException.class, () -> log.newest(account, query))
                      .refusal()
                      .code())
              .isEqualTo(CallbackLogRefusal.SEARCH_TOO_WIDE);
        });
    assertThat(log.newest(account, query)).isEmpty();
  }

  @Test
  void readsWhatTheySaidOnlyWhereItIsNeeded() {
    store("test_status", STATUS, Map.of("MessageSid", "SM1"), null);

    assertThat(callbacks.list(account, query(null, null, null, null, null)).getFirst().parameters())
        .isEmpty();
  }

  @Test
  void knowsNoCallbackOfAnotherAccount() {
    var id = store("test_status", STATUS, Map.of("A", "1"), null);
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
    assertThat(paths(query(null, null, null, null, null))).isEmpty();
  }

  private List<String> paths(CallbackQuery query) {
    return callbacks.list(account, query).stream().map(StoredCallback::path).toList();
  }

  private static CallbackQuery query(
      @Nullable String kind,
      @Nullable CallbackState state,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String subject) {
    return new CallbackQuery(kind, state, from, to, subject, null, 100);
  }

  /** As if it had come in now; applied, or given up. */
  private CallbackId store(
      String kind, String path, Map<String, String> said, @Nullable String parked) {
    var id = new CallbackId(room.id());
    var parameters = JsonMapper.shared().createObjectNode();
    said.forEach((name, value) -> parameters.putArray(name).add(value));
    room.jdbc()
        .sql(
            """
            INSERT INTO trunkline.callbacks
              (id, account_id, kind, path, parameters, received_at, parked_because)
            VALUES (?, ?, ?, ?, ?::jsonb, ?, ?)
            """)
        .param(id.value())
        .param(account.value())
        .param(kind)
        .param(path)
        .param(parameters.toString())
        .param(room.clock().instant().atOffset(ZoneOffset.UTC))
        .param(parked)
        .update();
    return id;
  }

  private static long effects() {
    return room.jdbc().sql("SELECT count(*) FROM effects").query(Long.class).single();
  }

  private static HttpResponse<String> get(String path) {
    return SignedCall.get(room.address(path));
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
