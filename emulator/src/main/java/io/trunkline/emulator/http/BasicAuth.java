// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The user and password of an {@code Authorization: Basic} header. */
public record BasicAuth(String user, String password) {
  private static final String SCHEME = "Basic ";

  /** Null if there is no such header or it is malformed. */
  public static @Nullable BasicAuth of(Request request) {
    var header = request.header("Authorization");
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    String pair;
    try {
      var bytes = Base64.getDecoder().decode(header.substring(SCHEME.length()).trim());
      pair = new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
    int colon = pair.indexOf(':');
    return colon < 0 ? null : new BasicAuth(pair.substring(0, colon), pair.substring(colon + 1));
  }

  @Override
  public String toString() {
    return "BasicAuth[user=" + user + "]";
  }
}
