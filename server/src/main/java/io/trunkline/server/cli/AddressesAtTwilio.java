// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import io.trunkline.server.cli.DoctorCommand.Finding;
import io.trunkline.server.client.JsonClient;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Shows which addresses Twilio's numbers and services call, and sets those that are chosen. */
final class AddressesAtTwilio {

  /** What is done about what is wrong. */
  enum Mode {
    /** A person is asked. */
    ASK,
    SET,
    DRY_RUN,
    SHOW
  }

  private final JsonClient server;
  private final PrintWriter out;
  private final Mode mode;
  private final Set<String> takenOver;
  private final Predicate<String> asked;

  /**
   * @param takenOver the SIDs whose addresses are set although they lead to somebody else
   * @param asked puts a question to whoever sits there
   */
  AddressesAtTwilio(
      JsonClient server,
      PrintWriter out,
      Mode mode,
      Set<String> takenOver,
      Predicate<String> asked) {
    this.server = server;
    this.out = out;
    this.mode = mode;
    this.takenOver = Set.copyOf(takenOver);
    this.asked = asked;
  }

  List<Finding> compare() {
    var answer = server.get("/v1/callbacks/configuration");
    if (answer.status() != 200) {
      return List.of(
          Finding.warn("The addresses at Twilio could not be compared: " + answer.text("detail")));
    }
    var all = answer.json().path("data").valueStream().toList();
    var wrong = all.stream().filter(one -> !isRight(one)).toList();
    if (wrong.isEmpty()) {
      return List.of(
          Finding.ok("All %d addresses at Twilio are as they should be".formatted(all.size())));
    }
    wrong.forEach(this::show);
    var chosen =
        wrong.stream()
            .filter(one -> one.path("offered").asBoolean(false) || isTakenOver(one))
            .toList();
    if (chosen.isEmpty()) {
      return List.of(
          Finding.ok("Nothing at Twilio has to be set; what leads elsewhere is left alone"));
    }
    return switch (mode) {
      case SHOW ->
          List.of(
              Finding.warn(
                  "%d addresses at Twilio do not lead here: \"trunkline doctor --fix\" sets them"
                      .formatted(chosen.size())));
      case ASK ->
          asked.test("Set %d addresses at Twilio as shown? [y/N] ".formatted(chosen.size()))
              ? apply(chosen, false)
              : List.of(
                  Finding.warn("%d addresses at Twilio do not lead here".formatted(chosen.size())));
      case SET -> apply(chosen, false);
      case DRY_RUN -> apply(chosen, true);
    };
  }

  private static boolean isRight(JsonNode one) {
    return text(one, "verdict").equals("right");
  }

  private boolean isTakenOver(JsonNode one) {
    return takenOver.contains(text(one, "sid"))
        && text(one, "verdict").equals("elsewhere")
        && one.path("wanted").isString();
  }

  private void show(JsonNode one) {
    out.printf(
        "      %-10s  %s  %-19s  %s%n",
        text(one, "verdict"), name(one), text(one, "setting"), text(one, "says"));
    out.printf("                  now   %s%n", orNothing(text(one, "current")));
    if (one.path("wanted").isString()) {
      out.printf("                  ours  %s%n", orNothing(text(one, "wanted")));
    }
  }

  private List<Finding> apply(List<JsonNode> chosen, boolean dryRun) {
    var body = JsonNodeFactory.instance.objectNode().put("dry_run", dryRun);
    var changes = body.putArray("changes");
    chosen.forEach(
        one ->
            changes
                .addObject()
                .put("sid", text(one, "sid"))
                .put("setting", text(one, "setting"))
                .put("from", text(one, "current")));
    var answer = server.post("/v1/callbacks/configuration/apply", body);
    if (answer.status() != 200) {
      return List.of(Finding.fail("Nothing was set at Twilio: " + answer.text("detail")));
    }
    var findings = new ArrayList<Finding>();
    for (var outcome : answer.json().path("data")) {
      findings.add(finding(outcome));
    }
    return findings;
  }

  private static Finding finding(JsonNode outcome) {
    var what =
        "%s of %s, from %s to %s"
            .formatted(
                text(outcome, "setting"),
                text(outcome, "sid"),
                orNothing(text(outcome, "from")),
                orNothing(text(outcome, "to")));
    return switch (text(outcome, "result")) {
      case "changed" -> Finding.ok("Set " + what);
      case "already_so" -> Finding.ok("Was so already: " + what);
      case "would_change" -> Finding.warn("Would set " + what);
      default -> Finding.fail("Not set: %s. %s".formatted(what, text(outcome, "why")));
    };
  }

  private static String name(JsonNode one) {
    return "%s %s (%s)".formatted(text(one, "kind"), text(one, "name"), text(one, "sid"));
  }

  private static String orNothing(String url) {
    return url.isEmpty() ? "(nothing)" : url;
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }
}
