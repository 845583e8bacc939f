// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Which rule set is in force. */
public class RuleSets {
  private final RuleSet bundled;

  RuleSets() {
    try (var json = Objects.requireNonNull(RuleSets.class.getResourceAsStream("rules.json"))) {
      bundled = RuleSet.read(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public RuleSet inForce() {
    return bundled;
  }
}
