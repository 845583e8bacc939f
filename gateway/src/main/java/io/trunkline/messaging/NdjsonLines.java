// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a stream of JSON, one at a time; empty ones are counted and left out. */
final class NdjsonLines {

  /**
   * A line.
   *
   * @param number from 1
   * @param json what stands there; null if it is too long, and not kept then
   */
  record Line(long number, byte @Nullable [] json) {

    /** How much of the memory it takes. */
    int size() {
      return json == null ? 0 : json.length;
    }
  }

  /** As much as a request for a single message may have. */
  static final int LONGEST = 64 * 1024;

  private final InputStream in;
  private final byte[] buffer = new byte[8 * 1024];
  private int position;
  private int end;
  private long number;

  NdjsonLines(InputStream in) {
    this.in = in;
  }

  /**
   * Waits for the next line.
   *
   * @return null at the end of the stream
   * @throws IOException if the stream breaks off
   */
  @Nullable Line next() throws IOException {
    while (fill()) {
      var line = read();
      if (line.json() == null || !isBlank(line.json())) {
        return line;
      }
    }
    return null;
  }

  /** Whether something more has come already. */
  boolean isReady() throws IOException {
    return position < end || in.available() > 0;
  }

  private Line read() throws IOException {
    number++;
    var bytes = new ByteArrayOutputStream(512);
    boolean isTooLong = false;
    boolean ended = false;
    while (!ended && fill()) {
      int from = position;
      while (position < end && buffer[position] != '\n') {
        position++;
      }
      isTooLong |= bytes.size() + position - from > LONGEST;
      if (!isTooLong) {
        bytes.write(buffer, from, position - from);
      }
      ended = position < end;
      position += ended ? 1 : 0;
    }
    return new Line(number, isTooLong ? null : bytes.toByteArray());
  }

  /** Whether there is another byte. */
  private boolean fill() throws IOException {
    if (position == end) {
      position = 0;
      end = Math.max(0, in.read(buffer));
    }
    return position < end;
  }

  private static boolean isBlank(byte[] line) {
    for (var b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
