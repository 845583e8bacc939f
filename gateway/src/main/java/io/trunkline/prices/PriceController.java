// SPDX-License-Identifier: Apache-2.0
package io.trunkline.prices;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Our REST API of prices. */
@RestController
@RequestMapping(path = "/v1/prices", produces = MediaType.APPLICATION_JSON_VALUE)
class PriceController {

  private final Prices prices;

  /** Amounts as text: no reader shall make doubles of them. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      String country,
      @Nullable String currency,
      @Nullable Instant fetchedAt,
      List<Segment> segments) {

    @JsonNaming(SnakeCaseStrategy.class)
    record Segment(String numberType, String amount, String carrier) {

      static Segment of(PriceList.Price price) {
        return new Segment(price.numberType(), plain(price.amount()), price.carrier());
      }
    }

    static View of(PriceList list) {
      return new View(
          list.country(),
          list.currency() == null ? null : list.currency().getCurrencyCode(),
          list.fetchedAt(),
          list.prices().stream().map(Segment::of).toList());
    }

    static View unknown(String country) {
      return new View(country, null, null, List.of());
    }

    private static String plain(BigDecimal amount) {
      return amount.toPlainString();
    }
  }

  PriceController(Prices prices) {
    this.prices = prices;
  }

  @GetMapping("/{country}")
  View list(Caller caller, @PathVariable String country) {
    caller.mustHave(Scope.READ);
    if (!country.matches("[A-Z]{2}")) {
      throw Refusal.at(RequestRefusal.INVALID_VALUE, "path:country", "is two capital letters")
          .asException();
    }
    return prices
        .list(caller.account(), country)
        .map(View::of)
        .orElseGet(() -> View.unknown(country));
  }
}
