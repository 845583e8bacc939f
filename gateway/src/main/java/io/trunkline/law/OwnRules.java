// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * What is kept to beside the law, whatever the purpose: the recipient's wish, the account's own.
 * Nothing of it widens what the law allows.
 */
public record OwnRules(List<Hours> hours, List<Cap> caps) {

  public static final OwnRules NONE = new OwnRules(List.of(), List.of());

  public OwnRules {
    hours = List.copyOf(hours);
    caps = List.copyOf(caps);
  }

  /** For how long a contact may count for one of the caps; zero if there is none. */
  public Duration memory() {
    return caps.stream().map(Cap::window).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }
}
