// SPDX-License-Identifier: Apache-2.0
/**
 * The rules of the house, as the build enforces them over gateway, emulator and server. A {@link
 * io.trunkline.house.HouseRule} is a value: {@code HouseTest} holds the real {@link
 * io.trunkline.house.House} against all of them, {@code HouseRulesCanFailTest} a small house with a
 * planted violation against each. {@code docs/invariants.md} lists them.
 */
@NullMarked
package io.trunkline.house;

import org.jspecify.annotations.NullMarked;
