// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Judges the values given for the variables of a version. */
final class Values {

  private final List<TemplateVariable> variables;
  private final List<String> names;

  Values(List<TemplateVariable> variables) {
    this.variables = variables;
    this.names = variables.stream().map(TemplateVariable::name).toList();
  }

  List<TemplateVariable> variables() {
    return variables;
  }

  List<String> names() {
    return names;
  }

  /**
   * The values as they are said, in the order of the variables.
   *
   * @throws RefusalException with everything that is wrong with them
   */
  String[] said(Map<String, String> given, Locale locale) {
    var said = new String[names.size()];
    var errors = new ArrayList<Refusal>(0);
    int known = 0;
    for (int i = 0; i < said.length; i++) {
      var variable = variables.get(i);
      var value = given.get(variable.name());
      if (value != null) {
        known++;
        said[i] = said(variable, value, locale, errors);
      } else if (variable.defaultValue() != null) {
        said[i] = said(variable, variable.defaultValue(), locale, errors);
      } else {
        errors.add(refusal(TemplateRefusal.MISSING_VARIABLE, variable.name(), "is required"));
      }
    }
    if (known < given.size()) {
      given.keySet().stream()
          .filter(name -> !names.contains(name))
          .sorted()
          .map(name -> refusal(TemplateRefusal.UNKNOWN_VARIABLE, name, "is not known here"))
          .forEach(errors::add);
    }
    if (!errors.isEmpty()) {
      throw Refusal.ofAll(errors).asException();
    }
    return said;
  }

  private static String said(
      TemplateVariable variable, String value, Locale locale, List<Refusal> errors) {
    if (value.isEmpty() && variable.isRequired()) {
      errors.add(refusal(TemplateRefusal.MISSING_VARIABLE, variable.name(), "is empty"));
      return value;
    }
    try {
      var said = Spoken.of(variable.type(), value, locale);
      if (said.length() > variable.maxLength()) {
        errors.add(
            refusal(
                TemplateRefusal.VARIABLE_TOO_LONG,
                variable.name(),
                "has %d characters; %d are allowed"
                    .formatted(said.length(), variable.maxLength())));
      }
      return said;
    } catch (IllegalArgumentException e) {
      errors.add(
          refusal(
              TemplateRefusal.INVALID_VARIABLE, variable.name(), String.valueOf(e.getMessage())));
      return value;
    }
  }

  private static Refusal refusal(TemplateRefusal code, String name, String detail) {
    return Refusal.at(code, Refusal.pointer("variables", name), detail);
  }
}
