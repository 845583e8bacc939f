// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import io.trunkline.server.client.JsonClient;
import io.trunkline.server.client.JsonClient.Answer;
import io.trunkline.server.failure.PlainFailure;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code trunkline callbacks} */
@Command(
    name = "callbacks",
    description = "Shows what Twilio has sent to a running server, and applies it again.",
    mixinStandardHelpOptions = true)
final class CallbacksCommand implements Runnable {

  private static final int PAGE = 100;

  @Spec private CommandSpec spec;

  /** Which server, and who asks. */
  static final class Server {

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

    JsonClient client() {
      if (key.isBlank()) {
        throw new PlainFailure(
            "An API key is needed: set TRUNKLINE_API_KEY (trunkline keys create makes one)");
      }
      return JsonClient.ofServer(url, key);
    }
  }

  /** Which callbacks. */
  static final class Which {

    @Option(
        names = "--kind",
        paramLabel = "KIND",
        description = "message_status, inbound_message …")
    private @Nullable String kind;

    @Option(names = "--state", paramLabel = "STATE", description = "due, applied or parked")
    private @Nullable String state;

    @Option(names = "--from", paramLabel = "TIME", description = "2026-11-25T09:00:00Z, or later")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "before 2026-11-25T10:00:00Z")
    private @Nullable String to;

    @Option(names = "--subject", paramLabel = "ID", description = "msg_…, or a SID of Twilio's")
    private @Nullable String subject;

    Map<String, String> fields() {
      var fields = new LinkedHashMap<String, String>();
      put(fields, "kind", kind);
      put(fields, "state", state);
      put(fields, "from", from);
      put(fields, "to", to);
      put(fields, "subject", subject);
      return fields;
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
      if (value != null) {
        fields.put(name, value);
      }
    }
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do with callbacks: list or replay");
  }

  @Command(
      name = "list",
      description = "Prints callbacks, the newest first: time, id, kind, state, path, failure.",
      mixinStandardHelpOptions = true)
  void list(
      @Mixin Server server,
      @Mixin Which which,
      @Option(names = "--limit", defaultValue = "100", description = "Default: ${DEFAULT-VALUE}")
          int limit) {
    var fields = which.fields();
    fields.put("limit", String.valueOf(limit));
    var query =
        fields.entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    var page = ok(server.client().get("/v1/callbacks?" + query)).json();
    for (var one : page.path("data")) {
      out(
          "%s  %s  %-16s %-8s %s  %s",
          text(one, "received_at"),
          text(one, "id"),
          text(one, "kind"),
          text(one, "state"),
          text(one, "path"),
          text(one, "failure"));
    }
  }

  @Command(
      name = "replay",
      description = {
        "Applies callbacks again: those with these ids, or all that came in within a time, in a",
        "state, or about a message; the oldest first. Says what each has changed. Safe to repeat."
      },
      mixinStandardHelpOptions = true)
  int replay(
      @Mixin Server server,
      @Mixin Which which,
      @Parameters(paramLabel = "ID", arity = "0..*", description = "cb_…") List<String> ids,
      @Option(names = "--dry-run", description = "Say which would be applied, and apply none.")
          boolean dryRun) {
    var client = server.client();
    var counts = new TreeMap<String, Integer>();
    if (ids != null && !ids.isEmpty()) {
      if (dryRun || !which.fields().isEmpty()) {
        throw new ParameterException(
            spec.commandLine(), "Give ids, or say which; a dry run is for the latter");
      }
      for (var id : ids) {
        show(
            ok(client.post(
                    "/v1/callbacks/" + id + "/replay", JsonNodeFactory.instance.objectNode()))
                .json(),
            counts);
      }
    } else {
      if (which.fields().isEmpty()) {
        throw new ParameterException(
            spec.commandLine(), "Give ids, or --from, --state or --subject");
      }
      replay(client, which, dryRun, counts);
    }
    spec.commandLine().getErr().println(counts.isEmpty() ? "None." : "Altogether: " + counts);
    return counts.containsKey("failed") ? 1 : 0;
  }

  private void replay(JsonClient client, Which which, boolean dryRun, Map<String, Integer> counts) {
    var body = JsonNodeFactory.instance.objectNode().put("dry_run", dryRun).put("limit", PAGE);
    which.fields().forEach(body::put);
    var next = "";
    do {
      if (!next.isEmpty()) {
        body.put("after", next);
      }
      var report = ok(client.post("/v1/callbacks/replay", body)).json();
      report.path("data").forEach(one -> show(one, counts));
      next = text(report, "next");
    } while (!next.isEmpty());
  }

  private void show(JsonNode one, Map<String, Integer> counts) {
    var outcome = text(one, "outcome");
    counts.merge(outcome, 1, Integer::sum);
    out(
        "%s  %-16s %-11s %s %s",
        text(one, "id"),
        text(one, "kind"),
        outcome,
        text(one, "subject"),
        outcome.equals("failed")
            ? text(one, "because")
            : text(one, "from") + (text(one, "to").isEmpty() ? "" : " -> " + text(one, "to")));
  }

  private void out(String line, Object... values) {
    spec.commandLine().getOut().println(line.formatted(values).stripTrailing());
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
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
