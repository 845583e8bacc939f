// SPDX-License-Identifier: Apache-2.0
package io.trunkline.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A refusal as it leaves the house: RFC 9457, media type {@link #MEDIA_TYPE}, with the extensions
 * {@code code}, {@code errors} and {@code twilio_code}.
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
    @Nullable Integer twilioCode) {

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
        refusal.twilioCode());
  }
}
