// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.consent.ConsentEvent.Source;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
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

/** Our REST API of the ledger. */
@RestController
@RequestMapping("/v1/consents")
class LedgerController {

  private static final String CSV = "text/csv";

  /**
   * Whether the chain holds.
   *
   * @param length and {@code hash}: where it ends, if it holds
   * @param seq and what follows: where it does not, otherwise
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Verification(
      boolean intact,
      @Nullable Long length,
      @Nullable String hash,
      @Nullable Long seq,
      @Nullable String event,
      @Nullable String because) {

    static Verification of(ChainState state) {
      return switch (state) {
        case ChainState.Intact(var length, var hash) ->
            new Verification(true, length, hash, null, null, null);
        case ChainState.Broken(var seq, var event, var because) ->
            new Verification(false, null, null, seq, event, because);
      };
    }
  }

  private final Ledger ledger;
  private final Clock clock;

  LedgerController(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  @PostMapping(
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  ConsentView record(Caller caller, @RequestBody JsonNode body) {
    caller.mustHave(Scope.CONFIGURE);
    var reader = new StatementReader(Source.API, clock.instant(), caller.actor());
    return ConsentView.of(ledger.record(List.of(reader.read(caller.account(), body))).getFirst());
  }

  @GetMapping(path = "/{recipient}", produces = MediaType.APPLICATION_JSON_VALUE)
  ConsentView.State state(Caller caller, @PathVariable String recipient) {
    caller.mustHave(Scope.READ);
    return ConsentView.State.of(ledger.standing(caller.account(), number(recipient)));
  }

  @GetMapping(path = "/{recipient}/events", produces = MediaType.APPLICATION_JSON_VALUE)
  ConsentView.History history(Caller caller, @PathVariable String recipient) {
    caller.mustHave(Scope.READ);
    return ConsentView.History.of(ledger.standing(caller.account(), number(recipient)));
  }

  @GetMapping(path = "/{recipient}/evidence", produces = MediaType.APPLICATION_JSON_VALUE)
  void evidence(Caller caller, @PathVariable String recipient, HttpServletResponse response)
      throws IOException {
    caller.mustHave(Scope.READ);
    var number = number(recipient);
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    ledger.exportEvidence(caller.account(), number, response.getOutputStream());
  }

  @GetMapping(path = "/verification", produces = MediaType.APPLICATION_JSON_VALUE)
  Verification verify(Caller caller) {
    caller.mustHave(Scope.READ);
    return Verification.of(ledger.verify(caller.account()));
  }

  @PostMapping(path = "/import", consumes = CSV, produces = MediaType.APPLICATION_NDJSON_VALUE)
  void importCsv(Caller caller, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    caller.mustHave(Scope.CONFIGURE);
    response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
    new ImportAnswer(ledger, response.getOutputStream())
        .run(caller.account(), request.getInputStream());
  }

  @GetMapping(path = "/export", produces = CSV)
  void exportCsv(Caller caller, HttpServletResponse response) throws IOException {
    caller.mustHave(Scope.READ);
    response.setContentType(CSV + ";charset=UTF-8");
    ledger.exportCsv(caller.account(), response.getOutputStream());
  }

  private static PhoneNumber number(String text) {
    try {
      return PhoneNumber.parse(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.at(
              RequestRefusal.INVALID_VALUE, "path:recipient", String.valueOf(e.getMessage()))
          .asException();
    }
  }
}
