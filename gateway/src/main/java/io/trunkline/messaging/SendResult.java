// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.problem.Refusal;
import java.util.List;

/** What came of a request to send. */
public sealed interface SendResult {

  /**
   * The message is stored and will be sent; for a repeated idempotency key, it is the message as it
   * is now.
   *
   * @param warnings why it may not arrive as it is meant
   */
  record Accepted(Message message, List<MessagePreview.Warning> warnings) implements SendResult {

    public Accepted {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Nothing was written; if the refusal says {@link
   * io.trunkline.problem.RequestRefusal#UNAVAILABLE}, nobody knows.
   */
  record Refused(Refusal refusal) implements SendResult {}

  /**
   * The message.
   *
   * @throws io.trunkline.problem.RefusalException if it was refused
   */
  default Message orThrow() {
    return switch (this) {
      case Accepted(var message, _) -> message;
      case Refused(var refusal) -> throw refusal.asException();
    };
  }
}
