// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import java.time.LocalDate;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Our REST API of who has a number now. */
@RestController
@RequestMapping(path = "/v1/consents/number-checks", produces = MediaType.APPLICATION_JSON_VALUE)
class NumberCheckController {

  private final NumberChecks checks;

  NumberCheckController(NumberChecks checks) {
    this.checks = checks;
  }

  record View(String recipient, LocalDate since, String outcome, String detail) {

    static View of(NumberCheck check) {
      return new View(
          check.recipient().e164(),
          check.since(),
          check.outcome().name().toLowerCase(Locale.ROOT),
          check.detail());
    }

    /** Without the number. */
    @Override
    public String toString() {
      return "View[" + outcome + "]";
    }
  }

  @PostMapping
  View check(Caller caller, @RequestBody JsonNode body) {
    caller.mustHave(Scope.SEND);
    var fields = new JsonBody(body);
    var recipient = fields.parsed("recipient", "a number like +14155550123", PhoneNumber::parse);
    if (recipient.isEmpty()) {
      fields.refuse(
          Refusal.at(RequestRefusal.REQUIRED, fields.pointer("recipient"), "is required"));
    }
    var since = fields.parsed("since", "a day like 2026-11-25", LocalDate::parse);
    fields.check();
    return View.of(checks.check(caller.account(), recipient.orElseThrow(), since.orElse(null)));
  }
}
