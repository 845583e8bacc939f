// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import io.trunkline.segments.Segments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a template would say, and what it takes.
 *
 * @param forcing the characters that force UCS-2, in their order
 * @param worst how many segments it takes with the longest values
 */
public record Preview(
    Rendered rendered,
    Segments segments,
    List<Forcing> forcing,
    Worst worst,
    List<TemplateWarning> warnings) {

  /**
   * A character that GSM-7 does not have.
   *
   * @param position its index in the body, in UTF-16 units
   * @param variable whose value it comes from; null if it is the template's own
   */
  public record Forcing(String character, int position, @Nullable String variable) {}

  /**
   * The segments with values of their greatest lengths. Characters that belong together, such as
   * the parts of an emoji, are never cut and may cost a segment more.
   *
   * @param gsm7 with values that GSM-7 has; null if the template's own text forces UCS-2
   * @param ucs2 with values that force UCS-2; null if no value of this template can
   */
  public record Worst(@Nullable Integer gsm7, @Nullable Integer ucs2) {}
}
