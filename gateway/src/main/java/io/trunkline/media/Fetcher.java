// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import io.trunkline.egress.Egress;
import io.trunkline.egress.Outlet;
import io.trunkline.egress.RefusedAddressException;
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
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;

/**
 * Fetches what a stranger's URL points to, by {@link Egress}. Only http and https, only the ports
 * that are allowed, each redirect judged like the first URL; never longer than the configured time,
 * however slowly the other side speaks.
 */
final class Fetcher implements AutoCloseable {

  private static final int MOST_REDIRECTS = 3;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int MOST_CONNECTIONS = 64;

  private final Outlet outlet;
  private final Set<Integer> ports;
  private final Duration patience;

  Fetcher(MediaProperties properties, Egress egress) {
    this.ports = properties.allowedPorts();
    this.patience = properties.fetchTimeout();
    this.outlet =
        egress.open(properties.connectTimeout(), properties.readTimeout(), MOST_CONNECTIONS);
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
    try {
      var left = Duration.ofNanos(end - System.nanoTime());
      return outlet.ask(new HttpGet(url), left, response -> read(url, response, sink));
    } catch (RefusedAddressException e) {
      return failed("leads to an address that is not public");
    } catch (UnknownHostException e) {
      return failed("has a host that nobody knows");
    } catch (IOException e) {
      return failed(
          end - System.nanoTime() <= 0
              ? "took longer than " + patience.toSeconds() + " seconds"
              : "could not be fetched (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static Step read(URI url, ClassicHttpResponse response, OutputStream sink)
      throws IOException {
    var location = response.getFirstHeader(HttpHeaders.LOCATION);
    if (REDIRECTS.contains(response.getCode()) && location != null) {
      try {
        return new Step.Redirect(url.resolve(location.getValue()));
      } catch (IllegalArgumentException e) {
        return failed("leads to what is no URL");
      }
    }
    if (response.getCode() != 200) {
      return failed("is answered with the status " + response.getCode());
    }
    var packed = response.getFirstHeader(HttpHeaders.CONTENT_ENCODING);
    if (packed != null && !packed.getValue().equalsIgnoreCase("identity")) {
      return failed("comes compressed, which nobody asked for");
    }
    var entity = response.getEntity();
    if (entity == null) {
      return failed("is empty");
    }
    entity.getContent().transferTo(sink);
    return new Step.Done(new Got(Objects.requireNonNullElse(entity.getContentType(), "")));
  }

  private static Step failed(String why) {
    return new Step.Done(new Failed(why));
  }

  @Override
  public void close() throws IOException {
    outlet.close();
  }
}
