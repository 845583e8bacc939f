// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a request is answered with. The body is not copied and must not be changed afterwards. */
@SuppressWarnings("ArrayRecordComponent") // handed from the writer to the socket, never compared
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
  private static final byte[] NOTHING = {};

  /** A JSON document. */
  public static Answer json(int status, byte[] document) {
    return new Answer(status, "application/json;charset=utf-8", document, Map.of());
  }

  /** An HTML page. */
  public static Answer html(String page) {
    return new Answer(
        200, "text/html;charset=utf-8", page.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  /** Status 204. */
  public static Answer noContent() {
    return new Answer(204, "", NOTHING, Map.of());
  }

  /** The same with one more header. */
  public Answer with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, contentType, body, more);
  }
}
