// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

/**
 * Why, in the words of one rule.
 *
 * @param rule its id, such as {@code us-fl-hours}
 * @param detail a sentence without the number or the text of anybody
 */
public record Reason(String rule, String detail) {}
