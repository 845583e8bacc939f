// SPDX-License-Identifier: Apache-2.0
/**
 * What the recipient's law says about reaching somebody now. A {@link io.trunkline.law.RuleSet} is
 * versioned data, each rule with its source and date, and the engine that reads it: a pure function
 * of who is reached, how, what for, and when. {@link io.trunkline.law.RuleSets} keeps every set
 * that was ever used and says which one is in force, on all nodes. It knows no message and keeps no
 * consent: whoever asks brings what the law depends on.
 */
@ApplicationModule(allowedDependencies = {"account", "phone", "problem", "storage"})
@NullMarked
package io.trunkline.law;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
