// SPDX-License-Identifier: Apache-2.0
package io.trunkline.egress;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.HttpMessageParserFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads heads of answers that are no longer than an honest one. All of a head is in memory before
 * anybody can look at it, and stays there for as long as its last line is held back.
 */
final class ShortHeads implements HttpMessageParserFactory<ClassicHttpResponse> {

  private static final int LONGEST_LINE = 8 * 1024;
  private static final int MOST_LINES = 64;
  private static final int MOST_BYTES = 32 * 1024;
  private static final int MOST_TRAILERS = 4;

  /** For all of a connection but the head: the lines behind a body are read by others. */
  static final Http1Config BEHIND =
      Http1Config.custom().setMaxLineLength(LONGEST_LINE).setMaxHeaderCount(MOST_TRAILERS).build();

  private final DefaultHttpResponseParserFactory parsers =
      new DefaultHttpResponseParserFactory(
          Http1Config.custom()
              .setMaxLineLength(LONGEST_LINE)
              .setMaxHeaderCount(MOST_LINES)
              .build());

  @Override
  @SuppressWarnings("deprecation") // Which has to be there all the same.
  public HttpMessageParser<ClassicHttpResponse> create(@Nullable Http1Config config) {
    var parser = parsers.create();
    return (buffer, in) -> parser.parse(buffer, new Head(in));
  }

  /** What is read for one head, which may be the beginning of the body too. */
  private static final class Head extends FilterInputStream {

    private int read;

    Head(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (read >= MOST_BYTES) {
        throw new MessageConstraintException("The headers are too long");
      }
      int more = super.read(bytes, offset, length);
      read += Math.max(0, more);
      return more;
    }
  }
}
