// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.callbacks;

import io.trunkline.emulator.evidence.Seen;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
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

  private static final int CONNECTION_FAILURE = 11205;
  private static final int RETRIEVAL_FAILURE = 11200;
  private static final int BAD_URL = 11100;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  /**
   * Sends one callback; once more if the connection could not be made, and once more with the URL's
   * user and password if the answer was 401. Never throws for what the other side does.
   */
  WebhookAnswer send(SignedRequest request) {
    HttpRequest.Builder prepared;
    try {
      prepared = prepare(request);
    } catch (IllegalArgumentException invalid) {
      return WebhookAnswer.unreached(BAD_URL, invalid.getMessage(), 0);
    }
    for (int attempt = 1; ; attempt++) {
      try {
        var response = exchange(prepared, request.userInfo());
        var type = response.headers().firstValue("Content-Type").orElse("");
        return new WebhookAnswer(response.statusCode(), type, response.body(), null, "", attempt);
      } catch (ConnectException | HttpConnectTimeoutException unreachable) {
        if (attempt > RETRIES_OF_CONNECT) {
          return WebhookAnswer.unreached(CONNECTION_FAILURE, "Could not connect", attempt);
        }
      } catch (HttpTimeoutException late) {
        return WebhookAnswer.unreached(RETRIEVAL_FAILURE, "No answer in time", attempt);
      } catch (IOException broken) {
        return WebhookAnswer.unreached(RETRIEVAL_FAILURE, broken.getMessage(), attempt);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return WebhookAnswer.unreached(RETRIEVAL_FAILURE, "Interrupted", attempt);
      }
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private HttpResponse<String> exchange(HttpRequest.Builder prepared, @Nullable String userInfo)
      throws IOException, InterruptedException {
    var response = client.send(prepared.build(), BodyHandlers.ofString());
    if (response.statusCode() != 401 || userInfo == null) {
      return response;
    }
    var credentials = Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    var authorized = prepared.copy().header("Authorization", "Basic " + credentials);
    return client.send(authorized.build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder prepare(SignedRequest request) {
    var builder =
        HttpRequest.newBuilder(URI.create(request.url()))
            .timeout(READ_TIMEOUT)
            .header("X-Twilio-Signature", request.signature())
            .header("I-Twilio-Idempotency-Token", request.idempotencyToken())
            .header("User-Agent", "TwilioProxy/1.1")
            .header("Accept", "*/*");
    var body = request.body();
    return body == null
        ? builder.GET()
        : builder
            .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
            .POST(BodyPublishers.ofString(body));
  }
}
