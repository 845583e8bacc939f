// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import io.trunkline.id.Ids;
import java.util.UUID;

/** {@code tpl_…}; later templates have greater ids. */
public record TemplateId(UUID value) {

  /**
   * @throws IllegalArgumentException if it is not written like one
   */
  public static TemplateId parse(String text) {
    return new TemplateId(Ids.read("tpl", text));
  }

  @Override
  public String toString() {
    return Ids.write("tpl", value);
  }
}
