// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.id.Ids;
import io.trunkline.law.KnownPlace;
import io.trunkline.law.WeekHours;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import io.trunkline.storage.Storage;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
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

/** Our REST API of what is known of recipients, and of what was decided about them. */
@RestController
@RequestMapping(path = "/v1/recipients/{number}", produces = MediaType.APPLICATION_JSON_VALUE)
class RecipientController {

  private static final String DEFAULT_PAGE = "50";
  private static final int LARGEST_PAGE = 500;

  private final Recipients recipients;
  private final Consents consents;

  RecipientController(Recipients recipients, Consents consents) {
    this.recipients = recipients;
    this.consents = consents;
  }

  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      String number,
      @Nullable String timeZone,
      @Nullable String postalCode,
      @Nullable String region,
      @Nullable String hours,
      @Nullable Instant lastPurchaseAt) {

    static View of(PhoneNumber number, Recipient known) {
      var place = known.place();
      return new View(
          number.e164(),
          place.zone() == null ? null : place.zone().getId(),
          place.postalCode(),
          place.region(),
          known.hours() == null ? null : known.hours().toString(),
          known.lastPurchase());
    }

    /** Without the number. */
    @Override
    public String toString() {
      return "View[" + timeZone + "]";
    }
  }

  /**
   * What was decided, the newest first.
   *
   * @param next the cursor of the next page, for the parameter {@code after}; absent on the last
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Rulings(List<RulingView> data, @Nullable String next) {}

  @GetMapping
  View find(Caller caller, @PathVariable String number) {
    caller.mustHave(Scope.READ);
    var of = number(number);
    return View.of(of, recipients.find(caller.account(), of));
  }

  @PutMapping
  View put(Caller caller, @PathVariable String number, @RequestBody JsonNode body) {
    caller.mustHave(Scope.SEND);
    var of = number(number);
    var known = read(new JsonBody(body));
    recipients.put(caller.account(), of, known);
    return View.of(of, known);
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void forget(Caller caller, @PathVariable String number) {
    caller.mustHave(Scope.SEND);
    recipients.forget(caller.account(), number(number));
  }

  @GetMapping("/rulings")
  Rulings rulings(
      Caller caller,
      @PathVariable String number,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = DEFAULT_PAGE) int limit) {
    caller.mustHave(Scope.READ);
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw Refusal.at(RequestRefusal.INVALID_VALUE, "query:limit", "is 1 to " + LARGEST_PAGE)
          .asException();
    }
    var rulings =
        consents.rulings(
            caller.account(), number(number), after == null ? null : cursor(after), limit + 1);
    var shown = rulings.stream().limit(limit).map(RulingView::of).toList();
    return new Rulings(shown, rulings.size() > limit ? shown.getLast().id() : null);
  }

  private static UUID cursor(String text) {
    try {
      return Ids.read("rul", text);
    } catch (IllegalArgumentException e) {
      throw Refusal.at(
              RequestRefusal.INVALID_VALUE, "query:after", "is the \"next\" of another page")
          .asException();
    }
  }

  private static Recipient read(JsonBody json) {
    var known =
        new Recipient(
            new KnownPlace(
                json.parsed("time_zone", "a time zone like Europe/Vienna", ZoneId::of).orElse(null),
                json.text("postal_code").orElse(null),
                json.text("region").orElse(null)),
            json.parsed("hours", "hours like mon-fri=09:00-17:00;sat-sun=closed", WeekHours::parse)
                .orElse(null),
            json.parsed(
                    "last_purchase_at", "an instant like 2026-11-25T09:00:00Z", Storage::instant)
                .orElse(null));
    json.check();
    return known;
  }

  private static PhoneNumber number(String text) {
    try {
      return PhoneNumber.parse(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.at(RequestRefusal.INVALID_VALUE, "path:number", String.valueOf(e.getMessage()))
          .asException();
    }
  }
}
