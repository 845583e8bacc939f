// SPDX-License-Identifier: Apache-2.0
package io.trunkline.egress;

import java.io.IOException;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;

/**
 * One room's way out, with its own connections. Safe for any number of threads, and blocks them.
 */
public interface Outlet extends AutoCloseable {

  /**
   * What an answer comes to.
   *
   * @param <T> anything but null
   */
  @FunctionalInterface
  interface Reader<T> extends HttpClientResponseHandler<T> {

    /** May leave the body, or the rest of it, unread: it is then never read. */
    @Override
    T handleResponse(ClassicHttpResponse response) throws HttpException, IOException;
  }

  /**
   * Asks exactly once.
   *
   * @param atMost how long all of it may take, however slowly the other side speaks; five seconds
   *     more if nobody says who the host is
   * @throws RefusedAddressException if the host leads to an address that is not public
   * @throws IOException if there is no answer, or the reader throws it
   */
  <T> T ask(HttpUriRequestBase request, Duration atMost, Reader<T> reader) throws IOException;

  @Override
  void close() throws IOException;
}
