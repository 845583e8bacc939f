// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import io.trunkline.media.Fetched.Failed;
import io.trunkline.media.Fetched.Got;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;

/**
 * Fetches what a stranger's URL points to. Only http and https, only the ports that are allowed,
 * only public addresses (see {@link PublicAddresses}), each redirect judged like the first URL;
 * never longer than the configured time, however slowly the other side speaks. One connection for
 * each request, no proxy, no cookies, no credentials, nothing unpacked.
 */
final class Fetcher implements AutoCloseable {

  private static final int MOST_REDIRECTS = 3;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int LONGEST_HEADER = 16 * 1024;
  private static final int MOST_HEADERS = 100;
  private static final int MOST_CONNECTIONS = 64;

  private final CloseableHttpClient client;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final Set<Integer> ports;
  private final Duration patience;

  Fetcher(MediaProperties properties, DnsResolver names) {
    this.ports = properties.allowedPorts();
    this.patience = properties.fetchTimeout();
    var connect = Timeout.of(properties.connectTimeout());
    var read = Timeout.of(properties.readTimeout());
    var addresses = new PublicAddresses(names, properties.networks());
    this.client =
        HttpClientBuilder.create()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(addresses)
                    .setMaxConnTotal(MOST_CONNECTIONS)
                    .setMaxConnPerRoute(MOST_CONNECTIONS)
                    .setConnectionFactory(
                        ManagedHttpClientConnectionFactory.builder()
                            .http1Config(
                                Http1Config.custom()
                                    .setMaxLineLength(LONGEST_HEADER)
                                    .setMaxHeaderCount(MOST_HEADERS)
                                    .build())
                            .build())
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(connect)
                            .setSocketTimeout(read)
                            .build())
                    .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(connect).build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(connect)
                    .setResponseTimeout(read)
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

  /**
   * Fetches a URL.
   *
   * @param sink gets the bytes as they come; what it throws ends the fetching and is thrown on
   */
  Fetched fetch(URI url, OutputStream sink) {
    long end = System.nanoTime() + patience.toNanos();
    var next = url;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      var wrong = wrongWith(next);
      if (wrong.isPresent()) {
        return new Failed(wrong.get());
      }
      switch (get(next, sink, end)) {
        case Step.Done(var fetched) -> {
          return fetched;
        }
        case Step.Redirect(var location) -> next = location;
      }
    }
    return new Failed("leads on more than " + MOST_REDIRECTS + " times");
  }

  /** What one request has come to. */
  private sealed interface Step {

    record Done(Fetched fetched) implements Step {}

    record Redirect(URI location) implements Step {}
  }

  /** What is wrong with a URL, seen by itself. */
  Optional<String> wrongWith(URI url) {
    var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return Optional.of("is not http:// or https://");
    }
    if (url.getHost() == null || url.getRawUserInfo() != null) {
      return Optional.of("has no plain host");
    }
    int port = url.getPort() >= 0 ? url.getPort() : scheme.equals("http") ? 80 : 443;
    return ports.contains(port)
        ? Optional.empty()
        : Optional.of("has the port " + port + ", which is not allowed");
  }

  private Step get(URI url, OutputStream sink, long end) {
    var request = new HttpGet(url);
    // Time-outs of a socket begin anew with each byte; this one does not.
    var alarm = watch.schedule(request::cancel, end - System.nanoTime(), TimeUnit.NANOSECONDS);
    try {
      return client.execute(request, response -> read(request, url, response, sink));
    } catch (EndedException e) {
      return e.step;
    } catch (PublicAddresses.RefusedAddressException e) {
      return failed("leads to an address that is not public");
    } catch (UnknownHostException e) {
      return failed("has a host that nobody knows");
    } catch (IOException e) {
      return failed(
          end - System.nanoTime() <= 0
              ? "took longer than " + patience.toSeconds() + " seconds"
              : "could not be fetched (" + e.getClass().getSimpleName() + ")");
    } finally {
      alarm.cancel(false);
    }
  }

  private static Step read(
      HttpGet request, URI url, ClassicHttpResponse response, OutputStream sink)
      throws IOException {
    boolean complete = false;
    try {
      var type = beforeBody(url, response);
      response.getEntity().getContent().transferTo(sink);
      complete = true;
      return new Step.Done(new Got(type));
    } finally {
      if (!complete) {
        // Else the client would read all that is left before it lets go.
        request.cancel();
      }
    }
  }

  /** The type of the body that is to be read. */
  private static String beforeBody(URI url, ClassicHttpResponse response) throws EndedException {
    var location = response.getFirstHeader(HttpHeaders.LOCATION);
    if (REDIRECTS.contains(response.getCode()) && location != null) {
      try {
        throw new EndedException(new Step.Redirect(url.resolve(location.getValue())));
      } catch (IllegalArgumentException e) {
        throw new EndedException(failed("leads to what is no URL"));
      }
    }
    if (response.getCode() != 200) {
      throw new EndedException(failed("is answered with the status " + response.getCode()));
    }
    var packed = response.getFirstHeader(HttpHeaders.CONTENT_ENCODING);
    if (packed != null && !packed.getValue().equalsIgnoreCase("identity")) {
      throw new EndedException(failed("comes compressed, which nobody asked for"));
    }
    var entity = response.getEntity();
    if (entity == null) {
      throw new EndedException(failed("is empty"));
    }
    return Objects.requireNonNullElse(entity.getContentType(), "");
  }

  private static Step failed(String why) {
    return new Step.Done(new Failed(why));
  }

  @Override
  public void close() throws IOException {
    watch.shutdownNow();
    client.close();
  }

  /** Leaves a response without reading the rest of it. */
  private static final class EndedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Step step;

    EndedException(Step step) {
      this.step = step;
    }
  }
}
