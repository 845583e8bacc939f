// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Our REST API of the paces that all senders of an account keep together. */
@RestController
@RequestMapping(path = "/v1/paces", produces = MediaType.APPLICATION_JSON_VALUE)
class PaceController {

  /** Segments a second; the countries in the order of their codes. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(@Nullable Double account, Map<String, Double> countries) {

    static View of(Paces paces) {
      return new View(paces.account(), new TreeMap<>(paces.countries()));
    }
  }

  private final Numbers numbers;

  PaceController(Numbers numbers) {
    this.numbers = numbers;
  }

  @GetMapping
  View show(Caller caller) {
    caller.mustHave(Scope.READ);
    return View.of(numbers.paces(caller.account()));
  }

  @PutMapping("/account")
  View setForAll(Caller caller, @RequestBody JsonNode body) {
    return set(caller, null, body);
  }

  @DeleteMapping("/account")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void clearForAll(Caller caller) {
    caller.mustHave(Scope.CONFIGURE);
    numbers.clearPace(caller.account(), null);
  }

  @PutMapping("/countries/{country}")
  View setForCountry(Caller caller, @PathVariable String country, @RequestBody JsonNode body) {
    return set(caller, country, body);
  }

  @DeleteMapping("/countries/{country}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void clearForCountry(Caller caller, @PathVariable String country) {
    caller.mustHave(Scope.CONFIGURE);
    numbers.clearPace(caller.account(), country);
  }

  private View set(Caller caller, @Nullable String country, JsonNode body) {
    caller.mustHave(Scope.CONFIGURE);
    numbers.setPace(caller.account(), country, pace(body));
    return View.of(numbers.paces(caller.account()));
  }

  /** The one field of a request that sets a pace. */
  static double pace(JsonNode body) {
    var json = new JsonBody(body);
    var pace = json.number("pace_per_second");
    if (!body.hasNonNull("pace_per_second")) {
      json.refuse(Refusal.at(RequestRefusal.REQUIRED, "/pace_per_second", "is required"));
    }
    json.check();
    return pace.orElseThrow();
  }
}
