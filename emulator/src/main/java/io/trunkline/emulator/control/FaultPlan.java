// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.control;

import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The JSON form of fault rules. */
record FaultPlan(long seed, List<FaultRule> rules) {
  private static final Set<String> MEMBERS =
      Set.of("fault", "method", "path", "probability", "count", "status", "code", "delay");

  /**
   * Reads {@code {"seed": …, "rules": […]}}.
   *
   * @throws IllegalArgumentException if something in it cannot be meant
   */
  static FaultPlan read(JsonNode plan) {
    ControlJson.allowOnly(plan, "A plan of faults", Set.of("seed", "rules"));
    var rules = new ArrayList<FaultRule>();
    var nodes = plan.path("rules");
    if (!nodes.isArray()) {
      throw new IllegalArgumentException("rules must be an array");
    }
    for (var node : nodes) {
      rules.add(rule(node));
    }
    return new FaultPlan(ControlJson.whole(plan, "seed", 0), List.copyOf(rules));
  }

  private static FaultRule rule(JsonNode node) {
    ControlJson.allowOnly(node, "A rule", MEMBERS);
    var rule = FaultRule.of(kind(ControlJson.requiredText(node, "fault")));
    var method = ControlJson.text(node, "method");
    var path = ControlJson.text(node, "path");
    rule = rule.on(method == null ? "*" : method, path == null ? "" : path);
    if (node.has("probability")) {
      rule = rule.probability(ControlJson.number(node, "probability"));
    }
    rule =
        rule.times(ControlJson.small(node, "count", rule.count()))
            .status(
                ControlJson.small(node, "status", rule.status()),
                ControlJson.small(node, "code", rule.code()));
    var delay = ControlJson.duration(node, "delay");
    return delay == null ? rule : rule.delay(delay);
  }

  private static FaultKind kind(String name) {
    for (var kind : FaultKind.values()) {
      if (kind.wire().equals(name)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "There is no fault "
            + name
            + ", only "
            + Arrays.stream(FaultKind.values())
                .map(FaultKind::wire)
                .collect(Collectors.joining(", ")));
  }
}
