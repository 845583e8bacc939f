// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

/**
 * What a check has found in a text.
 *
 * @param rule the name of a {@link ContentRule} in lower case, or the id of the row of a country
 *     ({@code fr-stop}); stable, callers program against it
 * @param blocks whether the message is refused for it
 * @param detail a sentence, with nothing of the text but what is forbidden in it
 */
public record Finding(String rule, boolean blocks, String detail) {}
