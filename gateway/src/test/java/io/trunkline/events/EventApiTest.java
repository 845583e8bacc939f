// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.id.Ids;
import io.trunkline.messaging.TestGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our REST API of events, by HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class EventApiTest {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final TestGateway gateway =
      new TestGateway("trunkline.events.streams=2", "trunkline.events.heartbeat=100ms");
  private final Events events = gateway.get(Events.class);
  private final AccountId account = gateway.get(Accounts.class).configured().id();
  private final HttpClient client = HttpClient.newHttpClient();

  private record Answer(int status, JsonNode json) {

    List<String> ids() {
      return StreamSupport.stream(json.get("data").spliterator(), false)
          .map(event -> event.get("id").stringValue())
          .toList();
    }
  }

  @AfterAll
  void stop() {
    client.close();
    gateway.close();
  }

  @Test
  void answersWhatTheJavaDoorDoes() {
    var thing = record(3);
    var after = EventId.parse(thing.getFirst());
    var types = EventTypes.of(List.of("message.*"));

    var page = events.list(new EventQuery(account, after, types, null, 1));
    var answer = get("/v1/events?limit=1&types=message.*&after=" + after);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("data").get(0))
        .isEqualTo(JsonMapper.shared().readTree(page.events().getFirst().envelope()));
    assertThat(answer.json().get("next").stringValue())
        .isEqualTo(Objects.requireNonNull(page.next()).toString());
    assertThat(answer.json().get("more").booleanValue()).isEqualTo(page.more()).isTrue();
    assertThat(get("/v1/events/" + after).json())
        .isEqualTo(
            JsonMapper.shared().readTree(events.find(account, after).orElseThrow().envelope()));
  }

  @Test
  void findsTheEventsOfOneThingAndWhereTheyEnd() {
    var ids = record(2);
    var subject = get("/v1/events/" + ids.getFirst()).json().get("subject").stringValue();

    assertThat(get("/v1/events?subject=" + subject).ids()).containsExactlyElementsOf(ids);
    assertThat(get("/v1/events?subject=" + subject + "&types=message.read").ids()).isEmpty();
    var end = get("/v1/events?after=latest");
    assertThat(end.ids()).isEmpty();
    assertThat(end.json().get("next").stringValue()).isEqualTo(ids.getLast());
    assertThat(get("/v1/events?after=" + ids.getLast()).json().get("next").stringValue())
        .isEqualTo(ids.getLast());
  }

  @Test
  void refusesWhatItDoesNotKnowByName() {
    record(1);
    var old = new EventId(Ids.madeFrom(Instant.EPOCH));
    assertThat(code(get("/v1/events/evt_1"))).isEqualTo("404 unknown_event");
    assertThat(code(get("/v1/events?after=evt_1"))).isEqualTo("422 invalid_event_cursor");
    assertThat(code(get("/v1/events?after=" + old))).isEqualTo("410 events_gone");
    assertThat(code(get("/v1/events?types=message.teleported"))).isEqualTo("422 invalid_value");
    assertThat(code(get("/v1/events?limit=0"))).isEqualTo("422 invalid_value");
    assertThat(code(get("/v1/events?limit=1001"))).isEqualTo("422 invalid_value");
    assertThat(code(get("/v1/events?subject=%00"))).isEqualTo("422 invalid_value");
    assertThat(code(get("/v1/events/stream?after=" + old))).isEqualTo("410 events_gone");
    assertThat(code(get("/v1/events/stream?types=x"))).isEqualTo("422 invalid_value");
  }

  @Test
  void streamsWhatHappensAndGoesOnWhereAReaderWasCutOff() {
    record(1);
    String lastSeen;
    List<String> expected;
    try (var stream = stream("", null)) {
      assertThat(stream.response.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
      assertThat(stream.response.headers().firstValue("X-Accel-Buffering")).hasValue("no");
      assertThat(stream.response.headers().firstValue("Cache-Control"))
          .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
      expected = record(2);
      var first = stream.events(1).getFirst();
      assertThat(first.id()).isEqualTo(expected.getFirst());
      assertThat(first.event()).isEqualTo("message.accepted");
      assertThat(JsonMapper.shared().readTree(String.valueOf(first.data())))
          .isEqualTo(get("/v1/events/" + expected.getFirst()).json());
      lastSeen = String.valueOf(first.id());
    }
    var missed = record(2);

    try (var stream = stream("?after=latest", lastSeen)) {
      assertThat(stream.events(3))
          .extracting(SseReader.Block::id)
          .containsExactly(expected.getLast(), missed.getFirst(), missed.getLast());
    }
  }

  @Test
  void streamsWhatHappensToOneThingThoughMuchElseDoes() {
    var first = record(1).getFirst();
    var subject = get("/v1/events/" + first).json().get("subject").stringValue();
    record(100);

    try (var stream = stream("?subject=" + subject + "&after=" + first, null)) {
      for (int i = 0; i < 3; i++) {
        assertThat(stream.block()).isNotNull();
        record(100);
        events.record(List.of(new NewEvent(account, "message.sent", subject, Map.of())));
        var expected = get("/v1/events?subject=" + subject + "&after=latest").json();
        var told = stream.events(1).getFirst();
        assertThat(told.event()).isEqualTo("message.sent");
        assertThat(told.id()).isEqualTo(expected.get("next").stringValue());
      }
    }
  }

  @Test
  void streamsFromAnyEventThroughMoreThanIsKeptInMemory() {
    var beginning = record(1).getFirst();
    var all = IntStream.range(0, 13).boxed().flatMap(i -> record(100).stream()).toList();

    try (var stream = stream("?types=message.*&after=" + beginning, null)) {
      assertThat(stream.events(all.size()))
          .extracting(SseReader.Block::id)
          .containsExactlyElementsOf(all);
      var more = record(2);
      assertThat(stream.events(2)).extracting(SseReader.Block::id).containsExactlyElementsOf(more);
    }
  }

  @Test
  void saysWhereToGoOnThoughNothingThatIsAskedForHappens() {
    record(1);
    try (var stream = stream("?types=message.read", null)) {
      var last = record(1).getFirst();
      await()
          .until(
              () -> {
                var block = Objects.requireNonNull(stream.block());
                assertThat(block.data()).isNull();
                return last.equals(stream.lastEventId) && block.beat();
              });
    }
  }

  @Test
  void carriesNoMoreStreamsThanAnAccountMayHave() {
    // It may take a heartbeat until it is noticed that a reader has gone.
    await()
        .untilAsserted(
            () -> {
              try (var one = stream("", null);
                  var two = stream("", null)) {
                assertThat(one.response.statusCode()).isEqualTo(200);
                assertThat(two.response.statusCode()).isEqualTo(200);
                assertThat(code(get("/v1/events/stream"))).isEqualTo("429 too_many_streams");
              }
            });
  }

  @Test
  void listsASchemaForEachTypeOfEvents() {
    var index = get("/v3/schemas/events").json().get("data");
    assertThat(index).hasSameSizeAs(EventSchemas.types());
    for (var type : index) {
      var schema = get(type.get("schema").stringValue());
      assertThat(schema.status()).isEqualTo(200);
      assertThat(schema.json().at("/properties/type/const").stringValue())
          .isEqualTo(type.get("type").stringValue());
      assertThat(schema.json().get("description").stringValue()).isNotBlank();
    }
    assertThat(get("/v3/schemas/events/message.teleported.json").status()).isEqualTo(404);
  }

  private SseReader stream(String query, @Nullable String lastEventId) {
    return new SseReader(gateway.url.resolve("/v1/events/stream" + query), lastEventId);
  }

  /** Their ids, in their order, once they are told. */
  private List<String> record(int number) {
    var subject = "thing-" + NUMBER.incrementAndGet();
    gateway.inTransaction(
        () ->
            events.record(
                IntStream.range(0, number)
                    .mapToObj(
                        i -> new NewEvent(account, "message.accepted", subject, Map.of("n", i)))
                    .toList()));
    var query = new EventQuery(account, null, EventTypes.ALL, subject, 1000);
    await().until(() -> events.list(query).events().size() == number);
    return events.list(query).events().stream().map(event -> event.id().toString()).toList();
  }

  private static String code(Answer answer) {
    return answer.status() + " " + answer.json().path("code").asString();
  }

  private Answer get(String path) {
    try {
      var response =
          client.send(
              HttpRequest.newBuilder(gateway.url.resolve(path)).build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), JsonMapper.shared().readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
