// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What came of a request, as it is shown. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record AnswerView(
    boolean delivered,
    @Nullable Integer statusCode,
    @Nullable String failure,
    String answer,
    long tookMs) {

  static AnswerView of(WebhookAnswer answer) {
    return new AnswerView(
        answer.isDelivered(),
        answer.statusCode(),
        answer.failure(),
        answer.answer(),
        answer.took().toMillis());
  }

  /** Without the body. */
  @Override
  public String toString() {
    return "AnswerView[" + statusCode + "]";
  }
}
