// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Our REST API of the policy of an account. */
@RestController
@RequestMapping(path = "/v1/policy", produces = MediaType.APPLICATION_JSON_VALUE)
class PolicyController {

  private static final String DEFAULT_PAGE = "20";
  private static final int LARGEST_PAGE = 100;

  private final Policies policies;

  /**
   * Some of the versions.
   *
   * @param next the oldest here, for the parameter {@code after}; absent on the last page
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(List<JsonNode> data, @Nullable String next) {}

  PolicyController(Policies policies) {
    this.policies = policies;
  }

  @GetMapping
  JsonNode show(Caller caller) {
    caller.mustHave(Scope.READ);
    return view(policies.current(caller.account()));
  }

  /** The whole of it: what is left out is as the settings of the server say. */
  @PutMapping
  JsonNode replace(Caller caller, @RequestBody JsonNode body) {
    caller.mustHave(Scope.CONFIGURE);
    return change(caller, body, policies.usual());
  }

  /** What is named; the rest stays. */
  @PatchMapping
  JsonNode change(Caller caller, @RequestBody JsonNode body) {
    caller.mustHave(Scope.CONFIGURE);
    return change(caller, body, policies.current(caller.account()).policy());
  }

  @GetMapping("/versions")
  Page versions(
      Caller caller,
      @RequestParam(required = false) @Nullable Integer after,
      @RequestParam(defaultValue = DEFAULT_PAGE) int limit) {
    caller.mustHave(Scope.READ);
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw Refusal.at(RequestRefusal.INVALID_VALUE, "query:limit", "is 1 to " + LARGEST_PAGE)
          .asException();
    }
    var versions = policies.versions(caller.account(), after, limit + 1);
    var shown = versions.stream().limit(limit).toList();
    return new Page(
        shown.stream().map(PolicyController::view).toList(),
        versions.size() > limit ? String.valueOf(shown.getLast().version()) : null);
  }

  private JsonNode change(Caller caller, JsonNode request, Policy base) {
    var body = new JsonBody(request);
    var version = body.integer("version");
    if (version.isEmpty()) {
      body.refuse(
          Refusal.at(
              RequestRefusal.REQUIRED, "/version", "is required: that which you have looked at"));
    }
    var policy = PolicyJson.read(request, body, base);
    body.check();
    return view(policies.change(caller.account(), version.orElseThrow(), policy, caller.actor()));
  }

  static JsonNode view(PolicyVersion version) {
    ObjectNode view = PolicyJson.tree(version.policy());
    view.put("version", version.version());
    if (version.changedAt() != null) {
      view.put("changed_by", version.changedBy());
      view.put("changed_at", version.changedAt().toString());
    }
    return view;
  }
}
