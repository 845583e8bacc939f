// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.trunkline.problem.Problem;
import io.trunkline.problem.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What came of one of many messages: what {@code POST /v1/messages} would have answered, or what is
 * wrong with it.
 *
 * @param line where it stood in the stream, from 1; absent in a batch
 * @param resumeAt the first line that has no answer, in the last line of a stream that broke off
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record BulkAnswer(
    @Nullable Long line,
    @JsonUnwrapped MessageView.@Nullable Accepted accepted,
    @Nullable Problem error,
    @Nullable Long resumeAt) {

  private static final String HEADER = "header:Idempotency-Key";

  static BulkAnswer of(@Nullable Long line, SendResult result) {
    return switch (result) {
      case SendResult.Accepted accepted ->
          new BulkAnswer(line, MessageView.Accepted.of(accepted), null, null);
      case SendResult.Refused(var refusal) ->
          new BulkAnswer(line, null, Problem.of(ofField(refusal)), null);
    };
  }

  /** Nothing more is read, and what began at this line is perhaps accepted and perhaps not. */
  static BulkAnswer brokenOff(long line, Refusal refusal) {
    return new BulkAnswer(null, null, Problem.of(refusal), line);
  }

  /** Each of many has its key in a field. */
  private static Refusal ofField(Refusal refusal) {
    return new Refusal(
        refusal.code(),
        refusal.detail().replace(HEADER, "/idempotency_key"),
        refusal.errors().stream()
            .map(
                error ->
                    error.pointer().equals(HEADER)
                        ? new Refusal.Error("/idempotency_key", error.code(), error.detail())
                        : error)
            .toList(),
        refusal.twilioCode(),
        refusal.retryAfter());
  }

  /** Without the numbers. */
  @Override
  public String toString() {
    return "BulkAnswer[" + line + ", " + (error == null ? "accepted" : error.code()) + "]";
  }

  /** One for each message of a batch, in their order. */
  record Batch(List<BulkAnswer> data) {}
}
