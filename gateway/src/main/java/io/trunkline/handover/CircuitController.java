// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Our REST API of what is held back. */
@RestController
@RequestMapping(path = "/v1/circuits", produces = MediaType.APPLICATION_JSON_VALUE)
class CircuitController {

  /** How it stands with handing over for an account. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      String account,
      String state,
      @Nullable Instant since,
      @Nullable String why,
      @Nullable Integer errorCode,
      @Nullable Instant nextProbe) {

    static View of(Circuit circuit) {
      return new View(
          circuit.account().toString(),
          circuit.state().name().toLowerCase(Locale.ROOT),
          circuit.since(),
          circuit.why(),
          circuit.errorCode(),
          circuit.nextProbe());
    }
  }

  /** Those that the caller may see: its account's. */
  record Page(List<View> data) {}

  private final Circuits circuits;

  CircuitController(Circuits circuits) {
    this.circuits = circuits;
  }

  @GetMapping
  Page list(Caller caller) {
    caller.mustHave(Scope.READ);
    return new Page(List.of(View.of(circuits.of(caller.account()))));
  }

  @PostMapping("/close")
  View close(Caller caller) {
    caller.mustHave(Scope.OPERATE);
    return View.of(circuits.close(caller.account()));
  }
}
