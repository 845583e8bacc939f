// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.callbacks;

import io.trunkline.emulator.callbacks.ConnectionOverrides.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Calls customers' URLs the way Twilio does. With Apache's client, because it sends a URL as it was
 * signed: others reorder the query, rewrite escapes, or lose requests on pooled connections.
 */
final class WebhookClient implements AutoCloseable {
  /** How long a callback waits for its turn when a receiver is slow. */
  private static final Timeout PATIENCE = Timeout.ofHours(1);

  private static final int MAX_REDIRECTS = 10;

  /** More at a time would only open more connections than a receiver likes to have. */
  private static final int MAX_AT_ONCE = 128;

  private static final int MAX_BODY = 1024 * 1024;

  private static final int CONNECTION_FAILURE = 11205;
  private static final int RETRIEVAL_FAILURE = 11200;
  private static final int BAD_HOST = 11210;
  private static final int BAD_URL = 11100;

  private static final ContentType FORM =
      ContentType.APPLICATION_FORM_URLENCODED.withCharset(StandardCharsets.UTF_8);

  /** Made by the first callback, so that starting does not wait for it. */
  private volatile @Nullable CloseableHttpClient client;

  /**
   * Sends one callback, again as its connection overrides say, and once more with the URL's user
   * and password if the answer was 401. Never throws for what the other side does.
   */
  WebhookAnswer send(SignedRequest request) {
    URI uri;
    try {
      uri = URI.create(request.url());
    } catch (IllegalArgumentException invalid) {
      return WebhookAnswer.unreached(BAD_URL, invalid.getMessage(), 0);
    }
    var overrides = request.overrides();
    long deadline = System.nanoTime() + overrides.total().toNanos();
    for (int attempt = 1; ; attempt++) {
      var left = Duration.ofNanos(deadline - System.nanoTime());
      var tried = attempt(request, uri, left, attempt);
      if (tried.failure == null
          || attempt > overrides.retries()
          || !overrides.policy().contains(tried.failure)
          || System.nanoTime() >= deadline) {
        return tried.answer;
      }
    }
  }

  /** What came of one attempt; no failure if there is nothing that a policy could be about. */
  private record Tried(WebhookAnswer answer, @Nullable Failure failure) {}

  private Tried attempt(SignedRequest request, URI uri, Duration left, int attempt) {
    try {
      var answer = exchange(request, uri, left, attempt);
      return new Tried(answer, failure(answer.status()));
    } catch (UnknownHostException unknown) {
      var detail = "Unknown host " + unknown.getMessage();
      return new Tried(WebhookAnswer.unreached(BAD_HOST, detail, attempt), null);
    } catch (ConnectException | ConnectTimeoutException | SSLException unreachable) {
      var answer = WebhookAnswer.unreached(CONNECTION_FAILURE, unreachable.getMessage(), attempt);
      return new Tried(answer, Failure.CONNECT);
    } catch (SocketTimeoutException late) {
      var answer = WebhookAnswer.unreached(RETRIEVAL_FAILURE, late.getMessage(), attempt);
      return new Tried(answer, Failure.READ);
    } catch (IOException broken) {
      return new Tried(
          WebhookAnswer.unreached(RETRIEVAL_FAILURE, broken.getMessage(), attempt), null);
    }
  }

  private static @Nullable Failure failure(int status) {
    return switch (status / 100) {
      case 4 -> Failure.CLIENT_ERROR;
      case 5 -> Failure.SERVER_ERROR;
      default -> null;
    };
  }

  @Override
  public void close() {
    var made = client;
    if (made != null) {
      made.close(CloseMode.IMMEDIATE);
    }
  }

  private WebhookAnswer exchange(SignedRequest request, URI uri, Duration left, int attempt)
      throws IOException {
    var first = prepare(request, uri, left);
    var answer = client().execute(first, response -> read(response, attempt));
    var userInfo = request.userInfo();
    if (answer.status() != 401 || userInfo == null) {
      return answer;
    }
    var credentials = Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    var authorized = prepare(request, uri, left);
    authorized.setHeader("Authorization", "Basic " + credentials);
    return client().execute(authorized, response -> read(response, attempt));
  }

  private static HttpUriRequestBase prepare(SignedRequest request, URI uri, Duration left) {
    var body = request.body();
    var prepared = body == null ? new HttpGet(uri) : new HttpPost(uri);
    request.headers().forEach(prepared::setHeader);
    if (body != null) {
      prepared.setEntity(new StringEntity(body, FORM));
    }
    prepared.setConfig(patience(request.overrides(), left));
    return prepared;
  }

  // The client would rather have one connect time-out for each host; here each URL has its own.
  @SuppressWarnings("deprecation")
  private static RequestConfig patience(ConnectionOverrides overrides, Duration left) {
    return RequestConfig.custom()
        .setConnectionRequestTimeout(PATIENCE)
        .setConnectTimeout(timeout(overrides.connect(), left))
        .setResponseTimeout(timeout(overrides.read(), left))
        .setMaxRedirects(MAX_REDIRECTS)
        .setProtocolUpgradeEnabled(false)
        .build();
  }

  private static Timeout timeout(Duration one, Duration other) {
    return Timeout.of(one.compareTo(other) < 0 ? one : other);
  }

  private static WebhookAnswer read(ClassicHttpResponse response, int attempt)
      throws HttpException, IOException {
    var type = response.getFirstHeader("Content-Type");
    var entity = response.getEntity();
    return new WebhookAnswer(
        response.getCode(),
        type == null ? "" : type.getValue(),
        entity == null ? "" : EntityUtils.toString(entity, StandardCharsets.UTF_8, MAX_BODY),
        null,
        "",
        attempt);
  }

  private CloseableHttpClient client() {
    var made = client;
    return made == null ? makeClient() : made;
  }

  private synchronized CloseableHttpClient makeClient() {
    var made = client;
    if (made != null) {
      return made;
    }
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setMaxConnPerRoute(MAX_AT_ONCE)
            .setMaxConnTotal(MAX_AT_ONCE * 8)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    // A connection that the receiver closed meanwhile must not cost a callback.
                    .setValidateAfterInactivity(TimeValue.ofMilliseconds(50))
                    .build())
            .build();
    made =
        HttpClients.custom()
            .setConnectionManager(connections)
            .disableAutomaticRetries()
            .disableAuthCaching()
            .disableCookieManagement()
            .disableContentCompression()
            .build();
    client = made;
    return made;
  }
}
