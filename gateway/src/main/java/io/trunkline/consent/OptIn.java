// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.id.Ids;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question whether somebody agrees, and what became of it.
 *
 * @param grant what a YES grants; the text that is shown is the question
 * @param sender the address that the question went from and the answer comes to
 * @param confirmation what a YES is answered with
 * @param message our id of the message that asks
 * @param expiresAt until when a YES counts
 */
public record OptIn(
    UUID id,
    Statement grant,
    String sender,
    @Nullable String confirmation,
    String message,
    State state,
    Instant askedAt,
    Instant expiresAt,
    @Nullable Instant answeredAt) {

  /** What became of a question. */
  public enum State {
    PENDING,
    /** YES came in time. */
    GRANTED,
    /** NO came, or a YES after its sender had revoked anything. */
    DECLINED,
    /** No answer came in time; a later YES grants nothing. */
    EXPIRED,
    /** The same sender has asked again. */
    REPLACED
  }

  /** The id as callers see it: {@code opt_…} */
  public String publicId() {
    return Ids.write("opt", id);
  }
}
