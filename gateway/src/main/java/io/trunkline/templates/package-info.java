// SPDX-License-Identifier: Apache-2.0
/**
 * What is said again and again: texts with variables, in versions and languages. A version is a
 * draft until it is published and says the same for ever after; one published version is current,
 * and an archived one still renders for whoever named it. {@link io.trunkline.templates.Templates}
 * renders strictly: what is missing, unknown, of a wrong type or too long is refused by its name.
 */
@ApplicationModule(
    allowedDependencies = {
      "account",
      "background",
      "events",
      "id",
      "problem",
      "segments",
      "storage",
      "twilio"
    })
@NullMarked
package io.trunkline.templates;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
