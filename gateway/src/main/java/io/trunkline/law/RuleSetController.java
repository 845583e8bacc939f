// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.account.Accounts;
import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import io.trunkline.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/** Our REST API of rule sets, which all accounts share and one changes: the configured one. */
@RestController
@RequestMapping(path = "/v1/rule-sets", produces = MediaType.APPLICATION_JSON_VALUE)
class RuleSetController {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** In bytes. */
  private static final int LIMIT = 1024 * 1024;

  /**
   * @param loadedBy for keys of the configured account
   * @param document only where one rule set is asked for
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      String version,
      LocalDate published,
      Instant loadedAt,
      @Nullable String loadedBy,
      boolean inForce,
      List<Term> activations,
      @Nullable JsonNode document) {

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Term(Instant from, Instant activatedAt, @Nullable String activatedBy) {}
  }

  record Page(List<View> data) {}

  private final RuleSets ruleSets;
  private final Accounts accounts;

  RuleSetController(RuleSets ruleSets, Accounts accounts) {
    this.ruleSets = ruleSets;
    this.accounts = accounts;
  }

  @GetMapping
  Page list(Caller caller) {
    caller.mustHave(Scope.READ);
    return new Page(ruleSets.list().stream().map(set -> view(caller, set, null)).toList());
  }

  @GetMapping("/{version}")
  View find(Caller caller, @PathVariable String version) {
    caller.mustHave(Scope.READ);
    var set = ruleSets.find(version).orElseThrow(() -> RuleSets.unknown(version).asException());
    return view(caller, set, JSON.readTree(set.document()));
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  View load(Caller caller, InputStream body) throws IOException {
    mustSpeakForAll(caller);
    var document = body.readNBytes(LIMIT + 1);
    if (document.length > LIMIT) {
      throw Refusal.of(RequestRefusal.REQUEST_TOO_LARGE, "A rule set has at most 1 MiB")
          .asException();
    }
    var set = ruleSets.load(new String(document, StandardCharsets.UTF_8), caller.actor());
    return view(caller, set, null);
  }

  @PostMapping("/{version}/activate")
  View activate(
      Caller caller,
      @PathVariable String version,
      @RequestBody(required = false) @Nullable JsonNode body) {
    mustSpeakForAll(caller);
    Instant from = null;
    if (body != null) {
      var json = new JsonBody(body);
      from =
          json.parsed("from", "an instant like 2027-01-31T05:00:00Z", Storage::instant)
              .orElse(null);
      json.check();
    }
    ruleSets.activate(version, from, caller.actor());
    var set = ruleSets.find(version).orElseThrow(() -> RuleSets.unknown(version).asException());
    return view(caller, set, null);
  }

  private void mustSpeakForAll(Caller caller) {
    caller.mustHave(Scope.CONFIGURE);
    if (!speaksForAll(caller)) {
      throw Refusal.of(
              RequestRefusal.MISSING_SCOPE,
              "Rule sets are those of all accounts: this needs a key of the configured account")
          .asException();
    }
  }

  private boolean speaksForAll(Caller caller) {
    return caller.account().equals(accounts.configured().id());
  }

  private View view(Caller caller, StoredRuleSet set, @Nullable JsonNode document) {
    boolean named = speaksForAll(caller);
    return new View(
        set.version(),
        set.published(),
        set.loadedAt(),
        named ? set.loadedBy() : null,
        set.version().equals(ruleSets.inForce().version()),
        ruleSets.activations().stream()
            .filter(activation -> activation.version().equals(set.version()))
            .map(
                one ->
                    new View.Term(one.from(), one.activatedAt(), named ? one.activatedBy() : null))
            .toList(),
        document);
  }
}
