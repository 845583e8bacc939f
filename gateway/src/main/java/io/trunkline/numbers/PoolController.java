// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.problem.JsonBody;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Our REST API of pools, which go by their names. */
@RestController
@RequestMapping(path = "/v1/pools", produces = MediaType.APPLICATION_JSON_VALUE)
class PoolController {

  private static final int PAGE = 100;

  /** A pool as it is shown, its senders by their addresses. */
  @JsonNaming(SnakeCaseStrategy.class)
  record View(String name, List<String> senders, Instant createdAt) {

    static View of(Pool pool) {
      return new View(
          pool.name(), pool.senders().stream().map(Sender::address).toList(), pool.createdAt());
    }
  }

  /**
   * @param next for the parameter {@code after}; absent on the last page
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(List<View> data, @Nullable String next) {}

  private final Numbers numbers;

  PoolController(Numbers numbers) {
    this.numbers = numbers;
  }

  @GetMapping
  Page list(Caller caller, @RequestParam(required = false) @Nullable String after) {
    caller.mustHave(Scope.READ);
    var rest =
        numbers.pools(caller.account()).stream()
            .map(View::of)
            .filter(pool -> after == null || pool.name().compareTo(after) > 0)
            .limit(PAGE + 1)
            .toList();
    var shown = rest.stream().limit(PAGE).toList();
    return new Page(shown, rest.size() > PAGE ? shown.getLast().name() : null);
  }

  @GetMapping("/{name}")
  View find(Caller caller, @PathVariable String name) {
    caller.mustHave(Scope.READ);
    return numbers
        .pool(caller.account(), name)
        .map(View::of)
        .orElseThrow(() -> Registry.noPool(name).asException());
  }

  @PutMapping("/{name}")
  View put(Caller caller, @PathVariable String name, @RequestBody JsonNode body) {
    caller.mustHave(Scope.CONFIGURE);
    var json = new JsonBody(body);
    var senders = json.textList("senders");
    json.check();
    return View.of(numbers.putPool(caller.account(), name, senders));
  }

  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(Caller caller, @PathVariable String name) {
    caller.mustHave(Scope.CONFIGURE);
    numbers.deletePool(caller.account(), name);
  }
}
