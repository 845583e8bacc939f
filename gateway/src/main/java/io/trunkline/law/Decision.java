// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether somebody may be reached. */
public sealed interface Decision {

  /**
   * Now.
   *
   * @param openUntil when it is lawful no longer; null if that is more than 60 days away
   * @param warnings what the law wants besides, such as a consent that nobody has shown
   */
  record Send(@Nullable Instant openUntil, List<Reason> warnings) implements Decision {

    public Send {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Not now.
   *
   * @param until the first instant at which it is lawful
   * @param because every rule that stands in the way until then
   */
  record Defer(Instant until, List<Reason> because) implements Decision {

    public Defer {
      because = List.copyOf(because);
    }
  }

  /** Not at all: forbidden, or for more than 60 days. */
  record Block(List<Reason> because) implements Decision {

    public Block {
      because = List.copyOf(because);
    }
  }
}
