// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import org.jspecify.annotations.Nullable;

/**
 * A variable of a template.
 *
 * @param name {@code first_name}, or {@code 1}
 * @param defaultValue what is said if no value is given, written as a value of its type is; may be
 *     empty; null if a value is required
 * @param maxLength how many characters (UTF-16) a value has at most as it is said; longer ones are
 *     refused, and the worst case is counted with it
 */
public record TemplateVariable(
    String name, VariableType type, @Nullable String defaultValue, int maxLength) {

  /** One that must be given, of the length usual for its type. */
  public static TemplateVariable required(String name, VariableType type) {
    return new TemplateVariable(name, type, null, type.usualMaxLength());
  }

  /** One that may be left out, of the length usual for its type. */
  public static TemplateVariable optional(String name, VariableType type, String defaultValue) {
    return new TemplateVariable(name, type, defaultValue, type.usualMaxLength());
  }

  public TemplateVariable maxLength(int characters) {
    return new TemplateVariable(name, type, defaultValue, characters);
  }

  public boolean isRequired() {
    return defaultValue == null;
  }
}
