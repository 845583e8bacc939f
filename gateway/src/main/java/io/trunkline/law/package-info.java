// SPDX-License-Identifier: Apache-2.0
/** When a recipient may be texted or called, by the law of where they are. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.trunkline.law;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
