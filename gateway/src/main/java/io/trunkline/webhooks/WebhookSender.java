// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trunkline.egress.Outlet;
import io.trunkline.egress.RefusedAddressException;
import io.trunkline.events.Event;
import io.trunkline.storage.Storage;
import io.trunkline.webhooks.Outgoing.Target;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/** Puts an event to an endpoint, once. Cannot fail: whatever happens is an answer. */
final class WebhookSender implements AutoCloseable {

  /** So much of an answer is read, and kept. */
  static final int LONGEST_ANSWER = 1024;

  /**
   * One sending.
   *
   * @param request null if nothing could be sent, or nobody knows; no fault of the endpoint's
   * @param isPutOff whether it is to be sent as if this had not been, once we can
   */
  record Sent(@Nullable WebhookRequest request, WebhookAnswer answer, boolean isPutOff) {

    static Sent nothing(String why) {
      return new Sent(null, WebhookAnswer.none(why, Duration.ZERO), false);
    }

    static Sent putOff(String why) {
      return new Sent(null, WebhookAnswer.none(why, Duration.ZERO), true);
    }
  }

  private final Outlet outlet;
  private final EndpointKeys keys;
  private final Duration patience;
  private final Clock clock;

  WebhookSender(Outlet outlet, EndpointKeys keys, Duration patience, Clock clock) {
    this.outlet = outlet;
    this.keys = keys;
    this.patience = patience;
    this.clock = clock;
  }

  Sent send(Target target, Event event) {
    var now = clock.instant();
    return keys.tryToOpen(target.account(), target.id(), target.secrets(), now)
        .map(secrets -> send(target, event, secrets, now))
        .orElseGet(() -> Sent.putOff("The secret of the endpoint does not open"));
  }

  /** Whether something could be signed for it, as far as is known. */
  boolean canSignFor(WebhookEndpointId endpoint) {
    return !keys.isShut(endpoint, clock.instant());
  }

  private Sent send(Target target, Event event, WebhookSecrets secrets, Instant now) {
    var body = Envelope.of(event);
    var request = WebhookRequest.of(event.id(), now, secrets, body);
    return new Sent(request, ask(post(target.url(), request, secrets, body)), false);
  }

  private static HttpPost post(
      URI url, WebhookRequest request, WebhookSecrets secrets, byte[] body) {
    var post = new HttpPost(url);
    post.setEntity(new ByteArrayEntity(body, null));
    request.headers().forEach(post::setHeader);
    post.setHeader(
        "webhook-signature",
        StandardSignature.of(
            secrets.all(), request.event().toString(), request.timestamp().getEpochSecond(), body));
    return post;
  }

  private WebhookAnswer ask(HttpPost post) {
    var begin = System.nanoTime();
    try {
      return outlet.ask(post, patience, response -> answer(response, begin));
    } catch (IOException e) {
      return WebhookAnswer.none(why(e, since(begin)), since(begin));
    } catch (RuntimeException e) {
      // A client that has been closed, say: nothing of the delivery, which is tried again.
      return WebhookAnswer.none(noAnswer(e), since(begin));
    }
  }

  private WebhookAnswer answer(ClassicHttpResponse response, long begin) throws IOException {
    var entity = response.getEntity();
    var beginning = entity == null ? new byte[0] : entity.getContent().readNBytes(LONGEST_ANSWER);
    var retryAfter = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
    return new WebhookAnswer(
        response.getCode(),
        null,
        // PostgreSQL keeps no NUL.
        new String(beginning, UTF_8).replace('\0', '\uFFFD'),
        since(begin),
        retryAfter == null ? null : instant(retryAfter.getValue()));
  }

  /** Seconds, or a date; null for anything else. */
  private @Nullable Instant instant(String retryAfter) {
    try {
      return retryAfter.matches("[0-9]{1,9}")
          ? Storage.storable(clock.instant()).plusSeconds(Long.parseLong(retryAfter))
          : DateUtils.parseStandardDate(retryAfter);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** For whoever owns the endpoint: tells nothing of our own network. */
  private String why(IOException failure, Duration took) {
    if (took.compareTo(patience) >= 0) {
      return "It took longer than " + patience.toSeconds() + " seconds";
    }
    return switch (failure) {
      case RefusedAddressException _ -> "The host leads to an address that is not public";
      case UnknownHostException _ -> "Nobody knows the host";
      case SSLException _ -> "The certificate, or the TLS of the host, is not valid";
      default -> noAnswer(failure);
    };
  }

  private static String noAnswer(Exception failure) {
    return "There was no answer (" + failure.getClass().getSimpleName() + ")";
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  @Override
  public void close() throws IOException {
    outlet.close();
  }
}
