// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.demo;

import io.trunkline.server.client.JsonClient;
import io.trunkline.server.client.JsonClient.Answer;
import io.trunkline.server.failure.PlainFailure;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The life of one text, step by step; what is printed is what came back over HTTP. */
public final class Story {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final long LOOK_AGAIN_MILLIS = 50;

  /** Each has a hundred numbers, 555-0100 to 555-0199, that never belong to anybody. */
  private static final List<String> AREA_CODES =
      List.of("202", "206", "212", "303", "305", "312", "404", "415", "503", "512", "617", "702");

  private final DemoWorld world;
  private final JsonClient api;
  private final JsonClient phones;
  private final PrintWriter out;
  private final Random random = new Random();
  private final long start = System.nanoTime();

  public Story(DemoWorld world, PrintWriter out) {
    this.world = world;
    this.api = world.api();
    this.phones = world.phones();
    this.out = out;
  }

  /**
   * Plays the whole of it.
   *
   * @return whether every step held; the one that did not has been printed
   */
  public boolean play() {
    return step("Twilio is told where texts to our number go", this::pointNumber)
        && play(strangerToUs(), strangerToUs());
  }

  private boolean play(String ann, String ben) {
    var message = new String[1];
    return step(
            "A text to " + ann + " is accepted",
            () -> {
              var answer = send(ann, "Your table is ready.");
              must(answer, 202);
              message[0] = answer.text("id");
              return "202, " + message[0] + ", " + answer.text("status");
            })
        && step("The handset has it", () -> handsetHas(ann, "Your table is ready."))
        && step("Its timeline reaches delivered", () -> timeline(message[0]))
        && step("The handset answers STOP", () -> answerStop(ann))
        && step("The next text to it is refused", () -> refused(ann))
        && step(
            "Another handset still gets texts",
            () -> {
              var answer = send(ben, "See you at eight.");
              must(answer, 202);
              var seen = handsetHas(ben, "See you at eight.");
              delivered(answer.text("id"));
              return seen;
            });
  }

  private boolean step(String claim, Supplier<String> seen) {
    var failed = false;
    String what;
    try {
      what = seen.get();
    } catch (StepFailedException | PlainFailure e) {
      failed = true;
      what = String.valueOf(e.getMessage());
    }
    var millis = (System.nanoTime() - start) / 1_000_000;
    out.printf("%7d ms  %s %s%n", millis, failed ? "FAILED:" : "ok:", claim);
    what.lines().forEach(line -> out.println("            " + line));
    out.flush();
    return !failed;
  }

  private String pointNumber() {
    world.pointNumberAtUs();
    return DemoWorld.OUR_NUMBER + " to " + world.serverUrl();
  }

  private Answer send(String to, String body) {
    return api.post(
        "/v1/messages",
        JsonNodeFactory.instance
            .objectNode()
            .put("to", to)
            .put("body", body)
            .put("purpose", "transactional"));
  }

  private String handsetHas(String number, String body) {
    var received =
        await(
            () -> phones.get("/handsets/" + DemoWorld.encoded(number)),
            answer -> texts(answer).anyMatch(body::equals));
    return "\"" + body + "\", one of " + texts(received).count() + " on it";
  }

  private static Stream<String> texts(Answer handset) {
    return handset
        .json()
        .path("messages")
        .valueStream()
        .map(text -> text.path("body").asString(""));
  }

  private void delivered(String message) {
    await(
        () -> api.get("/v1/messages/" + message),
        answer -> answer.text("status").equals("delivered"));
  }

  private String timeline(String message) {
    delivered(message);
    var events = api.get("/v1/messages/" + message + "/events");
    must(events, 200);
    var lines = new StringBuilder();
    for (JsonNode event : events.json().path("data")) {
      lines.append(
          "%s  %-11s %s%n"
              .formatted(
                  event.path("at").asString(""),
                  event.path("status").asString("·"),
                  event.path("detail").asString("")));
    }
    return lines.toString();
  }

  private String answerStop(String number) {
    var answer =
        phones.post(
            "/handsets/" + DemoWorld.encoded(number) + "/messages",
            JsonNodeFactory.instance
                .objectNode()
                .put("to", DemoWorld.OUR_NUMBER)
                .put("body", "STOP"));
    if (answer.status() / 100 != 2) {
      throw new StepFailedException("the emulator answered " + answer);
    }
    var inbound =
        await(
            () -> api.get("/v1/messages?from=" + DemoWorld.encoded(number)),
            page -> page.json().path("data").size() == 1);
    return "received as " + inbound.json().path("data").path(0).path("id").asString("");
  }

  private String refused(String number) {
    var answer =
        await(
            () -> send(number, "One more thing."),
            next -> next.text("code").equals("recipient_opted_out"));
    return answer.status() + ", " + answer.text("code") + ": " + answer.text("detail");
  }

  /** A number to which this database has never sent anything, so that each run is a first time. */
  private String strangerToUs() {
    while (true) {
      var number =
          "+1%s55501%02d"
              .formatted(AREA_CODES.get(random.nextInt(AREA_CODES.size())), random.nextInt(100));
      var known = api.get("/v1/messages?limit=1&to=" + DemoWorld.encoded(number));
      if (known.json().path("data").isEmpty() && !number.equals(DemoWorld.OUR_NUMBER)) {
        return number;
      }
    }
  }

  private static void must(Answer answer, int status) {
    if (answer.status() != status) {
      throw new StepFailedException("expected %d and saw %s".formatted(status, answer));
    }
  }

  private static Answer await(Supplier<Answer> ask, Predicate<Answer> enough) {
    var end = System.nanoTime() + PATIENCE.toNanos();
    var answer = ask.get();
    while (!enough.test(answer)) {
      if (System.nanoTime() > end) {
        throw new StepFailedException(
            "not within %d seconds; the last answer was %s"
                .formatted(PATIENCE.toSeconds(), answer));
      }
      try {
        Thread.sleep(LOOK_AGAIN_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StepFailedException("interrupted");
      }
      answer = ask.get();
    }
    return answer;
  }
}
