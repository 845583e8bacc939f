// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.id.Ids;
import io.trunkline.law.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A ruling as our REST API shows it. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RulingView(
    String id,
    @Nullable String message,
    Instant at,
    String outcome,
    @Nullable Instant until,
    List<Because> because,
    String purpose,
    String channel,
    @Nullable String programme,
    String ruleSet,
    Map<String, String> localTimes,
    String zoneSource,
    List<String> jurisdictions,
    List<String> rules,
    List<String> uncertainZones) {

  /** One reason. */
  public record Because(String kind, String rule, String detail) {

    static Because of(Reason reason) {
      return new Because(
          reason.kind().name().toLowerCase(Locale.ROOT), reason.rule(), reason.detail());
    }
  }

  public static RulingView of(RulingRecord ruling) {
    return new RulingView(
        ruling.publicId(),
        ruling.message() == null ? null : Ids.write("msg", ruling.message()),
        ruling.at(),
        ruling.outcome(),
        ruling.until(),
        ruling.because().stream().map(Because::of).toList(),
        ruling.purpose(),
        ruling.channel(),
        ruling.programme(),
        ruling.ruleSet(),
        ruling.localTimes(),
        ruling.zoneSource(),
        ruling.jurisdictions(),
        ruling.rules(),
        ruling.uncertain());
  }
}
