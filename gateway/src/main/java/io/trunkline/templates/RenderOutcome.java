// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import io.trunkline.problem.Refusal;

/** What became of one of many requests to render. */
public sealed interface RenderOutcome permits Rendered, RenderOutcome.Refused {

  /** It cannot be said, and why. */
  record Refused(Refusal refusal) implements RenderOutcome {}
}
