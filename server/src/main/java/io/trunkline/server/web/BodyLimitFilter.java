// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.web;

import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a body of more than {@link #LIMIT} bytes. One that says its length is refused unread; one
 * that does not (chunked) is read as far as the limit and no further. Files, messages in bulk and
 * rule sets are left to those who take them: they read piece by piece and have limits of their own.
 */
final class BodyLimitFilter extends OncePerRequestFilter {

  /** The longest text, its metadata and every callback of Twilio's fit in a quarter of this. */
  static final int LIMIT = 64 * 1024;

  private static final Set<String> READ_IN_PIECES =
      Set.of(
          "/v1/consents/import",
          "/v1/media",
          "/v1/messages/batch",
          "/v1/messages/stream",
          "/v1/rule-sets");

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return READ_IN_PIECES.contains(request.getRequestURI());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var length = request.getContentLengthLong();
    if (length > LIMIT) {
      refuse(response);
    } else if (length >= 0 || request.getHeader("Transfer-Encoding") == null) {
      chain.doFilter(request, response);
    } else {
      var body = request.getInputStream().readNBytes(LIMIT + 1);
      if (body.length > LIMIT) {
        refuse(response);
      } else {
        chain.doFilter(new ReadRequest(request, body), response);
      }
    }
  }

  private static void refuse(HttpServletResponse response) throws IOException {
    // What is left of the body is not read, so nothing else can come on this connection.
    response.setHeader("Connection", "close");
    Problems.write(
        Refusal.of(RequestRefusal.REQUEST_TOO_LARGE, "A request has at most 64 KiB"), response);
  }

  /** A request whose body is in memory. */
  private static final class ReadRequest extends HttpServletRequestWrapper {

    private final byte[] body;

    ReadRequest(HttpServletRequest request, byte[] body) {
      super(request);
      this.body = body;
    }

    @Override
    public int getContentLength() {
      return body.length;
    }

    @Override
    public long getContentLengthLong() {
      return body.length;
    }

    @Override
    public ServletInputStream getInputStream() {
      return new ReadStream(new ByteArrayInputStream(body));
    }

    @Override
    public BufferedReader getReader() {
      var charset =
          getCharacterEncoding() == null
              ? StandardCharsets.UTF_8
              : Charset.forName(getCharacterEncoding());
      return new BufferedReader(new InputStreamReader(getInputStream(), charset));
    }
  }

  private static final class ReadStream extends ServletInputStream {

    private final ByteArrayInputStream bytes;

    ReadStream(ByteArrayInputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return bytes.read(buffer, offset, length);
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException("Requests are read by the thread that serves them");
    }
  }
}
