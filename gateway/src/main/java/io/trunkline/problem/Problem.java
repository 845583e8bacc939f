// SPDX-License-Identifier: Apache-2.0
package io.trunkline.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A refusal as it leaves the house: RFC 9457, media type {@link #MEDIA_TYPE}, with the extensions
 * {@code code}, {@code errors}, {@code twilio_code} and {@code retry_after}, in seconds.
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String code,
    List<Refusal.Error> errors,
    @Nullable Integer twilioCode,
    @Nullable Long retryAfter) {

  public static final String MEDIA_TYPE = "application/problem+json";

  public static Problem of(Refusal refusal) {
    var code = refusal.code();
    return new Problem(
        "urn:trunkline:problem:" + code.code(),
        code.title(),
        code.status(),
        refusal.detail(),
        code.code(),
        refusal.errors(),
        refusal.twilioCode(),
        seconds(refusal.retryAfter()));
  }

  /** Rounded up, so that whoever waits so long has waited long enough. */
  private static @Nullable Long seconds(@Nullable Duration duration) {
    return duration == null ? null : duration.plusNanos(999_999_999).toSeconds();
  }
}
