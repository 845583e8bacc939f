// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** For whoever wonders why no status arrives. */
@RestController
final class CallbackRejectionsController {

  private static final int SHOWN = 100;

  /** The newest first, at most a hundred. */
  record View(List<Rejection> rejections) {}

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Rejection(
      Instant time, String path, String reason, @Nullable String wouldMatch, String setting) {}

  private final CallbackRejections rejections;

  CallbackRejectionsController(CallbackRejections rejections) {
    this.rejections = rejections;
  }

  @GetMapping("/v1/callbacks/rejections")
  View latest(Caller caller) {
    caller.mustHave(Scope.OPERATE);
    return new View(
        rejections.latest(caller.account(), SHOWN).stream()
            .map(
                one ->
                    new Rejection(
                        one.time(), one.path(), one.reason(), one.wouldMatch(), one.setting()))
            .toList());
  }
}
