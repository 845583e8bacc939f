// SPDX-License-Identifier: Apache-2.0
package io.trunkline.entrances;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Our REST API of what is configured at Twilio. */
@RestController
@RequestMapping(path = "/v1/callbacks/configuration", produces = MediaType.APPLICATION_JSON_VALUE)
final class EntrancesController {

  private static final int MOST_CHANGES = 1000;

  record Page(List<View> data) {}

  /**
   * @param offered whether it is certainly better changed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      String kind,
      String sid,
      String name,
      String setting,
      String current,
      @Nullable String wanted,
      String verdict,
      boolean offered,
      String says) {

    static View of(Entrance one) {
      return new View(
          code(one.kind()),
          one.sid(),
          one.name(),
          one.setting(),
          one.current(),
          one.wanted(),
          code(one.verdict()),
          one.isOffered(),
          one.says());
    }
  }

  record Outcomes(List<Outcome> data) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record Outcome(String sid, String setting, String from, String to, String result, String why) {

    static Outcome of(EntranceOutcome one) {
      return new Outcome(
          one.sid(), one.setting(), one.from(), one.to(), code(one.result()), one.why());
    }
  }

  private final Entrances entrances;

  EntrancesController(Entrances entrances) {
    this.entrances = entrances;
  }

  @GetMapping
  Page compare(Caller caller) {
    caller.mustHave(Scope.OPERATE);
    return switch (entrances.compare(caller.account())) {
      case EntranceReport.Complete(var all) -> new Page(all.stream().map(View::of).toList());
      case EntranceReport.Impossible(var why) ->
          throw Refusal.of(EntranceRefusal.CONFIGURATION_UNKNOWN, why).asException();
    };
  }

  @PostMapping("/apply")
  Outcomes apply(Caller caller, @RequestBody JsonNode json) {
    caller.mustHave(Scope.CONFIGURE);
    var body = new JsonBody(json);
    var dryRun = body.bool("dry_run").orElse(false);
    var chosen = new ArrayList<EntranceChange>();
    for (var part : body.objectList("changes")) {
      var sid = part.requiredText("sid");
      var setting = part.requiredText("setting");
      var from = part.requiredText("from");
      if (sid.isPresent() && setting.isPresent() && from.isPresent()) {
        chosen.add(new EntranceChange(sid.get(), setting.get(), from.get()));
      }
    }
    body.check();
    if (chosen.size() > MOST_CHANGES) {
      throw Refusal.at(
              RequestRefusal.INVALID_VALUE, "/changes", "has at most " + MOST_CHANGES + " elements")
          .asException();
    }
    return new Outcomes(
        entrances.apply(caller.account(), chosen, dryRun, caller.actor()).stream()
            .map(Outcome::of)
            .toList());
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
