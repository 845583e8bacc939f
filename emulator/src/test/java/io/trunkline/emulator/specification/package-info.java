// SPDX-License-Identifier: Apache-2.0

/**
 * Holds every answer of every emulator that a test starts against Twilio's OpenAPI documents: the
 * fields that must be there and no others, their types, enums, patterns and formats. Handed to the
 * other modules as a test jar, where it works by being on the class path.
 *
 * <p>The documents themselves are not part of the project. What the check needs of them is derived
 * by {@link io.trunkline.emulator.specification.Derivation} and kept in {@code
 * twilio-facts/openapi/}.
 */
@NullMarked
package io.trunkline.emulator.specification;

import org.jspecify.annotations.NullMarked;
