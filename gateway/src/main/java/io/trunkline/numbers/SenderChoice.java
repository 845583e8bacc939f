// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import io.trunkline.problem.Refusal;
import java.util.UUID;

/** The answer to a {@link SenderQuestion}. */
public sealed interface SenderChoice {

  /**
   * What to send from.
   *
   * @param lane in which the message waits: the {@code lane_id} of its row
   */
  record Chosen(Sender sender, UUID lane, ChosenBecause why) implements SenderChoice {}

  /**
   * There is nothing to send this from.
   *
   * @param refusal at {@code /sender}; says which senders were left out, and why
   */
  record None(Refusal refusal) implements SenderChoice {}
}
