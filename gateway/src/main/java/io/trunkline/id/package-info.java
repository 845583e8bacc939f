// SPDX-License-Identifier: Apache-2.0
/**
 * Typed, time-ordered ids: a UUIDv7 in PostgreSQL, {@code prefix_} plus 26 characters of Crockford
 * base32 everywhere a person or a program reads it. The lowest room: it knows nobody.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.trunkline.id;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
