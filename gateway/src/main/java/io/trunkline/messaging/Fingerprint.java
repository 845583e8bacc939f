// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Tells one request from another that comes with the same idempotency key. */
final class Fingerprint {

  private static final JsonMapper JSON = JsonMapper.shared();

  private Fingerprint() {}

  /**
   * SHA-256 over every field that decides what is sent, written so that none can run into the next.
   */
  static String of(SendMessage request) {
    var content = request.content();
    var template = content.template();
    var route = request.route();
    var timing = request.timing();
    var fields =
        Arrays.asList(
            request.to().e164(),
            content.body(),
            template == null ? null : template.name(),
            template == null ? null : template.version(),
            template == null ? null : template.language(),
            template == null ? null : new TreeMap<>(template.variables()),
            content.media(),
            route.channels(),
            route.sender(),
            route.member(),
            text(route.fallbackAfter()),
            text(timing.sendAt()),
            text(timing.sendAtLocal()),
            text(timing.timeZone()),
            text(timing.validFor()),
            request.purpose(),
            request.programme(),
            request.reference(),
            new TreeMap<>(request.metadata()));
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsBytes(fields)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
