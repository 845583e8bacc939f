// SPDX-License-Identifier: Apache-2.0
package io.trunkline.house.planted.upper;

import io.trunkline.house.planted.lower.Cellar;

/** Reaches for the lower room. */
public record Attic(Cellar cellar) {}
