// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.callbacks;

/** One name and value of a form. */
public record Parameter(String name, String value) {}
