// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import io.trunkline.law.Purpose;
import io.trunkline.server.client.JsonClient;
import io.trunkline.server.client.JsonClient.Answer;
import io.trunkline.server.failure.PlainFailure;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code trunkline send} */
@Command(
    name = "send",
    description = "Sends a text through a running server and prints its id.",
    mixinStandardHelpOptions = true)
final class SendCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Set<String> ARRIVED = Set.of("delivered", "read");
  private static final Set<String> ENDED = Set.of("undelivered", "failed", "refused");

  @Spec private CommandSpec spec;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "NUMBER",
      description = "Who gets it: +14155550123")
  private String to;

  @Option(names = "--body", required = true, paramLabel = "TEXT", description = "What it says.")
  private String body;

  @Option(
      names = "--from",
      paramLabel = "SENDER",
      description = "What it is sent from. Default: the account's default sender.")
  private @Nullable String from;

  @Option(
      names = "--purpose",
      defaultValue = "marketing",
      paramLabel = "PURPOSE",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
  private Purpose purpose;

  @Option(
      names = "--url",
      defaultValue = "${env:TRUNKLINE_URL:-http://localhost:8080}",
      description = "Where the server is. Default: TRUNKLINE_URL, or http://localhost:8080")
  private String url;

  @Option(
      names = "--key",
      defaultValue = "${env:TRUNKLINE_API_KEY:-}",
      description = "The API key. Better given as TRUNKLINE_API_KEY, which others cannot see.")
  private String key;

  @Option(
      names = "--wait",
      description = "Follow it until it has arrived (0) or cannot any more (1).")
  private boolean wait;

  @Override
  public Integer call() throws InterruptedException {
    if (key.isBlank()) {
      throw new PlainFailure(
          "An API key is needed: set TRUNKLINE_API_KEY (trunkline keys create makes one)");
    }
    var api = JsonClient.ofServer(url, key);
    var request =
        JsonNodeFactory.instance
            .objectNode()
            .put("to", to)
            .put("body", body)
            .put("purpose", purpose.name().toLowerCase(Locale.ROOT));
    if (from != null) {
      request.put("sender", from);
    }
    var answer = ok(api.post("/v1/messages", request));
    spec.commandLine().getOut().println(answer.text("id"));
    return wait ? follow(api, answer.text("id")) : 0;
  }

  private int follow(JsonClient api, String id) throws InterruptedException {
    var shown = 0;
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      var events = ok(api.get("/v1/messages/" + id + "/events")).json().path("data");
      for (; shown < events.size(); shown++) {
        var event = events.get(shown);
        spec.commandLine()
            .getErr()
            .printf(
                "%s  %-11s %s%n",
                event.path("at").asString(""),
                event.path("status").asString(""),
                event.path("detail").asString(""));
      }
      var status = ok(api.get("/v1/messages/" + id)).text("status");
      if (ARRIVED.contains(status) || ENDED.contains(status)) {
        return ARRIVED.contains(status) ? 0 : 1;
      }
      Thread.sleep(500);
    }
    throw new PlainFailure(
        "%s is still on its way after %d minutes".formatted(id, PATIENCE.toMinutes()));
  }

  private static Answer ok(Answer answer) {
    if (answer.status() / 100 == 2) {
      return answer;
    }
    throw new PlainFailure(
        answer.text("code").isEmpty()
            ? "The server answered HTTP " + answer.status()
            : answer.text("code") + ": " + answer.text("detail"));
  }
}
