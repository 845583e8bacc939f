// SPDX-License-Identifier: Apache-2.0
package io.trunkline.house.planted.lower;

/** What the upper room reaches for. */
public record Cellar() {}
