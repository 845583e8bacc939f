// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.specification;

import com.networknt.schema.format.Format;
import com.networknt.schema.format.PatternFormat;
import java.util.List;

/** The formats of strings that Twilio's documents name. */
final class Formats {
  /** A channel's prefix stands before the number; senders may be names or short codes. */
  private static final String ADDRESS = "\\+?[0-9]{3,15}|[a-z]+:.+|[A-Za-z0-9 &_+-]{1,11}";

  static final List<Format> ALL =
      List.of(
          format(
              "date-time-rfc-2822",
              "(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov"
                  + "|Dec) [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} \\+0000"),
          format("date-time", "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?Z"),
          format("date", "[0-9]{4}-[0-9]{2}-[0-9]{2}"),
          format("uri", "(https?://[^/\\s]+|/)[^\\s]*"),
          format("uri-or-nothing", "((https?://[^/\\s]+|/)[^\\s]*)?"),
          format("phone-number", ADDRESS),
          format("decimal", "-?[0-9]+([.][0-9]+)?"),
          format("currency", "[A-Za-z]{3}"),
          format("iso-country-code", "[A-Z]{2}"),
          format("http-method", "GET|POST"),
          format("email", "[^@\\s]+@[^@\\s]+"));

  private Formats() {}

  private static Format format(String name, String whole) {
    return PatternFormat.of(name, "^(?:" + whole + ")$", "format");
  }
}
