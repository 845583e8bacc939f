// SPDX-License-Identifier: Apache-2.0
/**
 * Phone numbers and what can be told from their digits. A number is parsed once, where it enters
 * the house; from then on it is a {@link io.trunkline.phone.PhoneNumber} and no longer text. It
 * never changes, and it prints itself masked. Pure: no Spring, no I/O but the tables on the
 * classpath. Everybody may come in.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.trunkline.phone;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
