// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request is answered with. The body is not copied and must not be changed afterwards.
 *
 * @param contentType empty for an answer without a body
 * @param stream writes a body that is not known as a whole; null if {@code body} is all of it
 */
@SuppressWarnings("ArrayRecordComponent") // handed from the writer to the socket, never compared
public record Answer(
    int status,
    String contentType,
    byte[] body,
    Map<String, String> headers,
    @Nullable Stream stream) {
  private static final byte[] NOTHING = {};

  /** A body that comes into being while it is sent. */
  @FunctionalInterface
  public interface Stream {
    /**
     * Writes until there is no more to say; may block for as long as it likes.
     *
     * @throws IOException when the other side is gone
     */
    void writeTo(OutputStream out) throws IOException;
  }

  public Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
    this(status, contentType, body, headers, null);
  }

  /** A JSON document. */
  public static Answer json(int status, byte[] document) {
    return new Answer(status, "application/json;charset=utf-8", document, Map.of());
  }

  /** Status 200 with a body that the stream writes. */
  public static Answer stream(String contentType, Stream stream) {
    return new Answer(200, contentType, NOTHING, Map.of(), stream);
  }

  /** Status 204. */
  public static Answer noContent() {
    return new Answer(204, "", NOTHING, Map.of());
  }

  /** The same with one more header. */
  public Answer with(String name, String value) {
    return with(Map.of(name, value));
  }

  /** The same with more headers. */
  public Answer with(Map<String, String> others) {
    var more = new LinkedHashMap<>(headers);
    more.putAll(others);
    return new Answer(status, contentType, body, more, stream);
  }
}
