// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trunkline.account.AccountId;
import io.trunkline.problem.RefusalException;
import io.trunkline.storage.Storage;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is kept is shown. */
class CallbackLogTest extends CallbacksStage {

  private final Callbacks callbacks = room.callbacks();
  private final AccountId account = room.account().id();

  CallbackLogTest() {
    super("trunkline.api.enabled=true");
  }

  @Test
  void showsWhatCameInWithWhatItSaid() {
    SignedCall.to(STATUS, "MessageSid", "SM1", "Body", "hello").send(room);
    room.applyDue();

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
    room.keep("test_status", "/twilio/things/one/status", Map.of("MessageSid", "SM1"), null);
    var first = room.clock().instant();
    room.clock().move(Duration.ofMinutes(1));
    room.keep("test_status", "/twilio/things/two/status", Map.of("MessageSid", "SM2"), "broken");
    room.clock().move(Duration.ofMinutes(1));
    room.keep("gone_kind", "/twilio/gone", Map.of("CallSid", "CA1"), "no route");

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
    room.keep("test_status", STATUS, Map.of("MessageSid", "SM1"), null);

    assertThat(callbacks.list(account, query(null, null, null, null, null)).getFirst().parameters())
        .isEmpty();
  }

  @Test
  void knowsNoCallbackOfAnotherAccount() {
    var id = room.keep("test_status", STATUS, Map.of("A", "1"), null);
    room.jdbc()
        .sql("UPDATE trunkline.callbacks SET account_id = ?")
        .param(UUID.randomUUID())
        .update();

    assertThat(
            catchThrowableOfType(RefusalException.class, () -> callbacks.find(account, id))
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

  private HttpResponse<String> get(String path) {
    return SignedCall.get(room.address(path));
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
