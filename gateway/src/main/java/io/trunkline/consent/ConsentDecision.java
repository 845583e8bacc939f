// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

/** The answer to a {@link ConsentQuestion}. */
public sealed interface ConsentDecision {

  /** Nothing stands against it. */
  record Send() implements ConsentDecision {}

  /** The recipient has opted out, shown by this event. */
  record Block(ConsentEvent because) implements ConsentDecision {}
}
