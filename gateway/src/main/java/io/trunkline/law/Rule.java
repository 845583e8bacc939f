// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

/** One row of a rule set that a decision depends on. */
sealed interface Rule permits HoursRule, CapRule, Prohibition, ConsentRule {

  Reason reason();

  Bounds bounds();
}
