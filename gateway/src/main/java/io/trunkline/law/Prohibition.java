// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

/** Forbidden at any hour. */
record Prohibition(Reason reason, Bounds bounds) implements Rule {}
