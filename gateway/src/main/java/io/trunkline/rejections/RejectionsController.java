// SPDX-License-Identifier: Apache-2.0
package io.trunkline.rejections;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** For whoever wonders why no status arrives. */
@RestController
final class RejectionsController {

  private static final int SHOWN = 100;

  /** The newest first, at most a hundred. */
  record Page(List<View> rejections) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record View(
      Instant time,
      String kind,
      String path,
      String reason,
      @Nullable String expectedUrl,
      List<String> parameterNames,
      List<Match> matches,
      @Nullable String wouldMatch,
      String setting,
      String advice,
      long unrecorded) {

    static View of(Rejection one) {
      return new View(
          one.time(),
          one.kind(),
          one.path(),
          one.reason(),
          one.expectedUrl(),
          one.parameterNames(),
          one.matches().stream().map(Match::of).toList(),
          one.wouldMatch(),
          one.setting(),
          one.advice(),
          one.unrecorded());
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Match(String url, List<String> differs, @Nullable String account) {

    static Match of(Rejection.Match match) {
      return new Match(match.url(), match.codes(), match.account());
    }
  }

  private final Rejections rejections;

  RejectionsController(Rejections rejections) {
    this.rejections = rejections;
  }

  @GetMapping("/v1/callbacks/rejections")
  Page latest(Caller caller, @RequestParam(required = false) @Nullable String kind) {
    caller.mustHave(Scope.OPERATE);
    return new Page(
        rejections.latest(caller.account(), kind, SHOWN).stream().map(View::of).toList());
  }
}
