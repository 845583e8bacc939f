// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import io.trunkline.server.cli.ProbeOutcome.Failure;
import io.trunkline.server.failure.PlainFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the public address as Twilio does, with Twilio's patience, and follows no redirect. */
final class ProbeSender {

  /** Twilio's own, unless an address says otherwise. */
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  static final Duration TIMEOUT = Duration.ofSeconds(15);

  private static final int LONGEST_ANSWER = 10_000;

  private final Duration timeout;

  ProbeSender(Duration timeout) {
    this.timeout = timeout;
  }

  /**
   * @param probe as {@code POST /v1/callbacks/probes} answers
   */
  ProbeOutcome send(JsonNode probe) {
    var url = URI.create(probe.path("url").asString(""));
    try {
      InetAddress.getAllByName(url.getHost());
    } catch (UnknownHostException e) {
      return new ProbeOutcome.Failed(Failure.UNKNOWN_HOST, url.getHost());
    }
    var request =
        HttpRequest.newBuilder(url)
            .timeout(timeout)
            .POST(HttpRequest.BodyPublishers.ofString(probe.path("form").asString("")));
    probe
        .path("headers")
        .properties()
        .forEach(header -> request.header(header.getKey(), header.getValue().asString("")));
    return exchange(request.build());
  }

  private static ProbeOutcome exchange(HttpRequest request) {
    var begun = System.nanoTime();
    try (var client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .build()) {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return new ProbeOutcome.Answered(
          answer.statusCode(),
          answer.headers().firstValue("Location").orElse(""),
          code(answer.body()),
          Duration.ofNanos(System.nanoTime() - begun));
    } catch (IOException e) {
      return new ProbeOutcome.Failed(failure(e), reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PlainFailure("Interrupted while the public address was called", e);
    }
  }

  private static Failure failure(IOException e) {
    return switch (e) {
      case HttpConnectTimeoutException _ -> Failure.TIMED_OUT;
      case HttpTimeoutException _ -> Failure.TIMED_OUT;
      case SSLException _ -> tls(e);
      case ConnectException _ -> Failure.REFUSED;
      default -> Failure.BROKEN;
    };
  }

  private static Failure tls(IOException e) {
    if (causes(e).anyMatch(CertificateExpiredException.class::isInstance)) {
      return Failure.EXPIRED;
    }
    if (causes(e).anyMatch(CertPathBuilderException.class::isInstance)) {
      return Failure.SELF_SIGNED;
    }
    var otherName =
        causes(e)
            .map(cause -> String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT))
            .anyMatch(text -> text.contains("subject alternative") || text.contains("no name"));
    return otherName ? Failure.OTHER_NAME : Failure.TLS;
  }

  private static Stream<Throwable> causes(Throwable e) {
    return Stream.iterate(e, cause -> cause != null, Throwable::getCause);
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static String code(String body) {
    if (body.isBlank() || body.length() > LONGEST_ANSWER) {
      return "";
    }
    try {
      return JsonMapper.shared().readTree(body).path("code").asString("");
    } catch (JacksonException e) {
      return "";
    }
  }
}
