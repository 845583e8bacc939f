// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.callbacks;

import io.helidon.common.socket.SocketOptions;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http1.Http1ClientRequest;
import io.helidon.webclient.http1.Http1ClientResponse;
import io.trunkline.emulator.evidence.Seen;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Calls customers' URLs the way Twilio does. */
@Seen(
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "usage/webhooks/webhooks-connection-overrides")
final class WebhookClient implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(15);
  private static final int RETRIES_OF_CONNECT = 1;
  private static final int MAX_REDIRECTS = 10;

  /** More at a time would only open more connections than a receiver likes to have. */
  private static final int MAX_AT_ONCE = 256;

  private static final int CONNECTION_FAILURE = 11205;
  private static final int RETRIEVAL_FAILURE = 11200;
  private static final int BAD_HOST = 11210;
  private static final int BAD_URL = 11100;

  private static final HeaderName SIGNATURE = HeaderNames.create("X-Twilio-Signature");
  private static final HeaderName IDEMPOTENCY = HeaderNames.create("I-Twilio-Idempotency-Token");

  private final Semaphore permits = new Semaphore(MAX_AT_ONCE);

  /** Made by the first callback, so that starting does not wait for it. */
  private volatile @Nullable Http1Client client;

  /**
   * Sends one callback; once more if the connection could not be made, and once more with the URL's
   * user and password if the answer was 401. Never throws for what the other side does.
   */
  WebhookAnswer send(SignedRequest request) {
    URI uri;
    try {
      uri = URI.create(request.url());
    } catch (IllegalArgumentException invalid) {
      return WebhookAnswer.unreached(BAD_URL, invalid.getMessage(), 0);
    }
    permits.acquireUninterruptibly();
    try {
      return exchange(request, uri);
    } finally {
      permits.release();
    }
  }

  @Override
  public void close() {
    var made = client;
    if (made != null) {
      made.closeResource();
    }
  }

  private WebhookAnswer exchange(SignedRequest request, URI uri) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(request, uri, attempt);
      } catch (UncheckedIOException broken) {
        if (!isConnectFailure(broken)) {
          return WebhookAnswer.unreached(RETRIEVAL_FAILURE, broken.getMessage(), attempt);
        }
        if (attempt > RETRIES_OF_CONNECT) {
          return WebhookAnswer.unreached(CONNECTION_FAILURE, broken.getMessage(), attempt);
        }
      } catch (IllegalArgumentException unknownHost) {
        return WebhookAnswer.unreached(BAD_HOST, unknownHost.getMessage(), attempt);
      } catch (IllegalStateException protocol) {
        return WebhookAnswer.unreached(RETRIEVAL_FAILURE, protocol.getMessage(), attempt);
      }
    }
  }

  private WebhookAnswer once(SignedRequest request, URI uri, int attempt) {
    var answer = submit(prepare(request, uri), request.body(), attempt);
    var userInfo = request.userInfo();
    if (answer.status() != 401 || userInfo == null) {
      return answer;
    }
    var credentials = Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    var authorized =
        prepare(request, uri).header(HeaderNames.AUTHORIZATION, "Basic " + credentials);
    return submit(authorized, request.body(), attempt);
  }

  private Http1ClientRequest prepare(SignedRequest request, URI uri) {
    var prepared = request.body() == null ? client().get() : client().post();
    return prepared
        .uri(uri)
        .skipUriEncoding(true)
        .maxRedirects(MAX_REDIRECTS)
        .header(SIGNATURE, request.signature())
        .header(IDEMPOTENCY, request.idempotencyToken())
        .header(HeaderNames.USER_AGENT, "TwilioProxy/1.1")
        .header(HeaderNames.ACCEPT, "*/*");
  }

  private static WebhookAnswer submit(
      Http1ClientRequest request, @Nullable String body, int attempt) {
    try (var response = body == null ? request.request() : submitForm(request, body)) {
      var type = response.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
      var entity = response.entity();
      var text = entity.hasEntity() ? entity.as(byte[].class) : new byte[0];
      return new WebhookAnswer(
          response.status().code(),
          type,
          new String(text, StandardCharsets.UTF_8),
          null,
          "",
          attempt);
    }
  }

  private static Http1ClientResponse submitForm(Http1ClientRequest request, String form) {
    return request
        .header(HeaderNames.CONTENT_TYPE, "application/x-www-form-urlencoded; charset=UTF-8")
        .submit(form.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isConnectFailure(UncheckedIOException broken) {
    var cause = broken.getCause();
    if (cause instanceof SocketTimeoutException) {
      // Java has one exception for both time-outs and tells them apart by the text alone.
      return String.valueOf(cause.getMessage()).startsWith("Connect");
    }
    return cause instanceof ConnectException;
  }

  private Http1Client client() {
    var made = client;
    return made == null ? makeClient() : made;
  }

  private synchronized Http1Client makeClient() {
    var made = client;
    if (made == null) {
      made =
          Http1Client.builder()
              .shareConnectionCache(false)
              .connectionCacheSize(MAX_AT_ONCE)
              .socketOptions(
                  SocketOptions.builder()
                      .connectTimeout(CONNECT_TIMEOUT)
                      .readTimeout(READ_TIMEOUT)
                      .build())
              .build();
      client = made;
    }
    return made;
  }
}
