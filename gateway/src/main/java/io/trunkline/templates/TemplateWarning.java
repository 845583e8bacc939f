// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

/**
 * What is allowed and probably not meant.
 *
 * @param pointer where, as a JSON pointer into the content
 * @param code what kind, in {@code snake_case}; never changes
 * @param detail a sentence for people
 */
public record TemplateWarning(String pointer, String code, String detail) {}
