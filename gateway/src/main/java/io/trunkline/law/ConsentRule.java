// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

/** A consent that must be on record; what becomes of a message without it, the account decides. */
record ConsentRule(Reason reason, Bounds bounds, ConsentLevel level) implements Rule {}
