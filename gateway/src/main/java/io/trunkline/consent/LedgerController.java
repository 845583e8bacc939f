// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.consent.ConsentEvent.Source;
import io.trunkline.id.Ids;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.problem.RequestRefusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Our REST API of the ledger. */
@RestController
@RequestMapping("/v1/consents")
class LedgerController {

  private static final String CSV = "text/csv";
  private static final String DEFAULT_PAGE = "50";
  private static final int LARGEST_PAGE = 500;

  /** What is verified within a few seconds. */
  private static final String LINKS = "100000";

  private static final int MOST_LINKS = 1_000_000;
  private static final Pattern NEXT = Pattern.compile("([0-9]{1,18})\\.([0-9a-f]{64})");

  /**
   * Whether the chain holds.
   *
   * @param length and {@code hash}: up to where, if it holds
   * @param summary if that is its end
   * @param next for the parameter {@code after}, if it is not
   * @param seq and what follows: where it does not hold, otherwise
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Verification(
      boolean intact,
      @Nullable Long length,
      @Nullable String hash,
      @Nullable String summary,
      @Nullable String next,
      @Nullable Long seq,
      @Nullable String event,
      @Nullable String because) {

    static Verification of(ChainState state) {
      return switch (state) {
        case ChainState.Intact(var length, var hash, var summary) ->
            new Verification(true, length, hash, summary, null, null, null, null);
        case ChainState.SoFar(var length, var hash) ->
            new Verification(true, length, hash, null, length + "." + hash, null, null, null);
        case ChainState.Broken(var seq, var event, var because) ->
            new Verification(false, null, null, null, null, seq, event, because);
      };
    }

    /** The inverse of {@link #next}. */
    static ChainState.SoFar from(@Nullable String next) {
      if (next == null) {
        return ChainState.SoFar.NOTHING;
      }
      var written = NEXT.matcher(next);
      if (!written.matches()) {
        throw noPage();
      }
      return new ChainState.SoFar(Long.parseLong(written.group(1)), written.group(2));
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
  ConsentView.State state(
      Caller caller,
      @PathVariable String recipient,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = DEFAULT_PAGE) int limit) {
    caller.mustHave(Scope.READ);
    within(limit, LARGEST_PAGE);
    return ConsentView.State.of(ledger.standing(caller.account(), number(recipient)), after, limit);
  }

  @GetMapping(path = "/{recipient}/events", produces = MediaType.APPLICATION_JSON_VALUE)
  ConsentView.History history(
      Caller caller,
      @PathVariable String recipient,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = DEFAULT_PAGE) int limit) {
    caller.mustHave(Scope.READ);
    within(limit, LARGEST_PAGE);
    return ConsentView.History.of(
        ledger.history(
            caller.account(), number(recipient), after == null ? null : event(after), limit + 1),
        limit);
  }

  @GetMapping(path = "/{recipient}/evidence", produces = MediaType.APPLICATION_JSON_VALUE)
  void evidence(
      Caller caller,
      @PathVariable String recipient,
      @RequestParam(required = false) @Nullable Long length,
      HttpServletResponse response)
      throws IOException {
    caller.mustHave(Scope.READ);
    var number = number(recipient);
    long now = ledger.length(caller.account());
    long asked = length == null ? now : length;
    if (asked < 0 || asked > now) {
      throw invalid("query:length", "is that of the chain, now or before");
    }
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    ledger.exportEvidence(caller.account(), number, asked, response.getOutputStream());
  }

  @GetMapping(path = "/verification", produces = MediaType.APPLICATION_JSON_VALUE)
  Verification verify(
      Caller caller,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = LINKS) int limit) {
    caller.mustHave(Scope.READ);
    within(limit, MOST_LINKS);
    return Verification.of(ledger.verify(caller.account(), Verification.from(after), limit));
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
      throw invalid("path:recipient", String.valueOf(e.getMessage()));
    }
  }

  private static UUID event(String cursor) {
    try {
      return Ids.read("cns", cursor);
    } catch (IllegalArgumentException e) {
      throw noPage();
    }
  }

  private static void within(int limit, int most) {
    if (limit < 1 || limit > most) {
      throw invalid("query:limit", "is 1 to " + most);
    }
  }

  private static RefusalException noPage() {
    return invalid("query:after", "is the \"next\" of another page");
  }

  private static RefusalException invalid(String place, String detail) {
    return Refusal.at(RequestRefusal.INVALID_VALUE, place, detail).asException();
  }
}
