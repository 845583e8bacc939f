// SPDX-License-Identifier: Apache-2.0
package io.trunkline.egress;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** One client of Apache's, on which a stranger has no hold. */
final class GuardedOutlet implements Outlet {

  private final CloseableHttpClient client;
  private final ScheduledThreadPoolExecutor watch =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().factory());

  GuardedOutlet(PublicAddresses addresses, Duration connect, Duration read, int connections) {
    // Else every request would be kept in memory for as long as it might have taken.
    watch.setRemoveOnCancelPolicy(true);
    this.client =
        HttpClientBuilder.create()
            .setConnectionManager(
                new Connections()
                    .setDnsResolver(addresses)
                    .setMaxConnTotal(connections)
                    .setMaxConnPerRoute(connections)
                    .setConnectionFactory(
                        ManagedHttpClientConnectionFactory.builder()
                            .http1Config(ShortHeads.BEHIND)
                            .responseParserFactory(new ShortHeads())
                            .build())
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(Timeout.of(connect))
                            .setSocketTimeout(Timeout.of(read))
                            .build())
                    .setDefaultTlsConfig(
                        TlsConfig.custom().setHandshakeTimeout(Timeout.of(connect)).build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(Timeout.of(connect))
                    .setResponseTimeout(Timeout.of(read))
                    .build())
            // A proxy would look the name up again, and elsewhere.
            .setRoutePlanner(new DefaultRoutePlanner(DefaultSchemePortResolver.INSTANCE))
            .setConnectionReuseStrategy((request, response, context) -> false)
            .setUserAgent("Trunkline")
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .build();
  }

  @Override
  public <T> T ask(HttpUriRequestBase request, Duration atMost, Reader<T> reader)
      throws IOException {
    // Time-outs of a socket begin anew with each byte and each address; this one does not.
    var deadline = new Deadline();
    var alarm =
        watch.schedule(() -> end(deadline, request), atMost.toNanos(), TimeUnit.NANOSECONDS);
    var read = new AtomicReference<@Nullable T>();
    try {
      deadline.within(
          () ->
              client.execute(
                  request,
                  response -> {
                    try {
                      read.set(reader.handleResponse(response));
                    } finally {
                      // Else the client would read all that is left before it lets go.
                      request.cancel();
                    }
                    return true;
                  }));
    } catch (IOException e) {
      // What comes of hanging up is no failure of an answer that has been read.
      if (read.get() == null) {
        throw e;
      }
    } finally {
      alarm.cancel(false);
    }
    return Objects.requireNonNull(read.get());
  }

  private static void end(Deadline deadline, HttpUriRequestBase request) {
    try {
      deadline.end();
    } finally {
      // For those that wait for a connection, and have no socket yet.
      request.cancel();
    }
  }

  /** Connections by sockets that end with the deadline of whoever asks. */
  private static final class Connections extends PoolingHttpClientConnectionManagerBuilder {

    @Override
    protected HttpClientConnectionOperator createConnectionOperator(
        SchemePortResolver ports, DnsResolver names, TlsSocketStrategy tls) {
      return new DefaultHttpClientConnectionOperator(
          _ -> Deadline.socket(),
          ports,
          names,
          RegistryBuilder.<TlsSocketStrategy>create().register(URIScheme.HTTPS.id, tls).build());
    }
  }

  @Override
  public void close() throws IOException {
    watch.shutdownNow();
    client.close();
  }
}
