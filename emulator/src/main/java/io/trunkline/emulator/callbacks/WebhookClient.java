// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.callbacks;

import io.trunkline.emulator.callbacks.ConnectionOverrides.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
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
import org.apache.hc.core5.http.HttpEntity;
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
  private static final long LEAST_NANOS = 1_000_000;

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
      var tried = attempt(request, uri, deadline, attempt);
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

  private Tried attempt(SignedRequest request, URI uri, long deadline, int attempt) {
    try {
      var answer = exchange(request, uri, deadline, attempt);
      return new Tried(answer, failure(answer.status()));
    } catch (UnknownHostException unknown) {
      var detail = "Unknown host " + unknown.getMessage();
      return new Tried(WebhookAnswer.unreached(BAD_HOST, detail, attempt), null);
    } catch (ConnectException | ConnectTimeoutException | SSLException unreachable) {
      var answer = WebhookAnswer.unreached(CONNECTION_FAILURE, unreachable.getMessage(), attempt);
      return new Tried(answer, Failure.CONNECT);
    } catch (IllegalArgumentException unusable) {
      return new Tried(WebhookAnswer.unreached(BAD_URL, unusable.getMessage(), attempt), null);
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

  private WebhookAnswer exchange(SignedRequest request, URI uri, long deadline, int attempt)
      throws IOException {
    var first = prepare(request, uri, left(deadline));
    var answer = execute(first, deadline, attempt);
    var userInfo = request.userInfo();
    if (answer.status() != 401 || userInfo == null) {
      return answer;
    }
    var credentials = Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    var authorized = prepare(request, uri, left(deadline));
    authorized.setHeader("Authorization", "Basic " + credentials);
    return execute(authorized, deadline, attempt);
  }

  /**
   * The time left. Never nothing, which the client takes for forever: it may also have been spent
   * on waiting for a free connection, which is not the receiver's fault.
   */
  private static Duration left(long deadline) {
    return Duration.ofNanos(Math.max(deadline - System.nanoTime(), LEAST_NANOS));
  }

  private WebhookAnswer execute(HttpUriRequestBase request, long deadline, int attempt)
      throws IOException {
    return client()
        .execute(
            request,
            response -> {
              try {
                return read(response, System.nanoTime() + left(deadline).toNanos(), attempt);
              } catch (SocketTimeoutException late) {
                request.abort(); // Else the client would read what is left before it closes.
                throw late;
              }
            });
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

  private static WebhookAnswer read(ClassicHttpResponse response, long deadline, int attempt)
      throws IOException {
    var type = response.getFirstHeader("Content-Type");
    var entity = response.getEntity();
    return new WebhookAnswer(
        response.getCode(),
        type == null ? "" : type.getValue(),
        entity == null ? "" : text(entity, deadline),
        null,
        "",
        attempt);
  }

  /** The text of an answer, unless it drips in for longer than there is time. */
  private static String text(HttpEntity entity, long deadline) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var content = entity.getContent();
    var buffer = new byte[8192];
    for (int n = content.read(buffer);
        n >= 0 && bytes.size() < MAX_BODY;
        n = content.read(buffer)) {
      bytes.write(buffer, 0, n);
      if (System.nanoTime() > deadline) {
        throw new SocketTimeoutException("The answer took longer than its total time-out");
      }
    }
    return bytes.toString(charset(entity));
  }

  private static Charset charset(HttpEntity entity) {
    var type = ContentType.parseLenient(entity.getContentType());
    var charset = type == null ? null : type.getCharset();
    return charset == null ? StandardCharsets.UTF_8 : charset;
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
