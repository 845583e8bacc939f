// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that says exactly what a test wants, down to the closing of the connection. */
class TwilioHttpTest {

  private static final Request POST =
      new Request(HttpMethod.POST, "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json");

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 401, 408, 429, 500, 502, 503})
  void asksExactlyOnceWhateverTheAnswer(int status) throws IOException {
    try (var server =
            new RawServer(
                "HTTP/1.1 "
                    + status
                    + " X\r\nLocation: /elsewhere\r\nRetry-After: 7\r\n"
                    + "WWW-Authenticate: Basic\r\nContent-Length: 2\r\n\r\n{}");
        var http = http(server.base(), "5s")) {
      assertThat(fault(http, POST))
          .isEqualTo(new HttpFault.Answered(status, "{}", Duration.ofSeconds(7)));
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void waitsUntilTheDateThatARetryAfterNames() throws IOException {
    try (var server =
            new RawServer(
                "HTTP/1.1 429 X\r\nRetry-After: Sat, 21 Nov 2026 18:01:30 GMT\r\n"
                    + "Content-Length: 0\r\n\r\n");
        var http = http(server.base(), "5s")) {
      assertThat(fault(http, POST))
          .isEqualTo(new HttpFault.Answered(429, "", Duration.ofSeconds(90)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"soon", "-1", "99999999999", "", "Sat, 21 Nov 2026 17:59:00 GMT", "21.11.2026"})
  void passesOverARetryAfterThatIsNeitherSecondsNorADateToCome(String retryAfter)
      throws IOException {
    try (var server =
            new RawServer(
                "HTTP/1.1 429 X\r\nRetry-After: " + retryAfter + "\r\nContent-Length: 0\r\n\r\n");
        var http = http(server.base(), "5s")) {
      assertThat(fault(http, POST)).isEqualTo(new HttpFault.Answered(429, "", null));
    }
  }

  @Test
  void rewritesTheHostAndNamesTheOriginalOne() throws IOException {
    try (var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        var http = http(URI.create(server.base() + "/twilio/"), "5s")) {
      var request = new Request(HttpMethod.GET, "https://verify.twilio.com/v2/Services?PageSize=1");
      request.setAuth("AC1", "secret");

      assertThat(http.makeRequest(request).getContent()).isEqualTo("{}");

      assertThat(server.requests().getFirst())
          .startsWith("GET /twilio/v2/Services?PageSize=1 HTTP/1.1\r\n")
          .contains("\r\nX-Original-Host: verify.twilio.com\r\n")
          .contains("\r\nAuthorization: Basic QUMxOnNlY3JldA==\r\n")
          .doesNotContainIgnoringCase("\r\ncookie:");
    }
  }

  @Test
  void sendsFormsWithRepeatedParameters() throws IOException {
    try (var server = new RawServer("HTTP/1.1 201 OK\r\nContent-Length: 2\r\n\r\n{}");
        var http = http(server.base(), "5s")) {
      var request = new Request(HttpMethod.POST, POST.getUrl());
      request.addPostParam("MediaUrl", "a");
      request.addPostParam("MediaUrl", "b&\u00E9");

      http.makeRequest(request);

      assertThat(server.requests().getFirst())
          .contains("Content-Type: application/x-www-form-urlencoded")
          .endsWith("\r\n\r\nMediaUrl=a&MediaUrl=b%26%C3%A9");
    }
  }

  @Test
  void knowsThatNothingWasSentWhenNobodyListens() throws IOException {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    try (var http = http(URI.create("http://localhost:" + port), "5s")) {
      assertThat(fault(http, POST)).isInstanceOf(HttpFault.NotSent.class);
    }
  }

  @Test
  void knowsThatNothingWasSentWhenTheHostIsUnknown() throws IOException {
    try (var http = http(URI.create("http://no-such-host.invalid"), "5s")) {
      assertThat(fault(http, POST)).isInstanceOf(HttpFault.NotSent.class);
    }
  }

  @Test
  void knowsThatNothingWasSentWhenTheHandshakeFails() throws IOException {
    try (var server = new RawServer("this is not TLS\r\n\r\n");
        var http = http(URI.create("https://localhost:" + server.base().getPort()), "2s")) {
      assertThat(fault(http, POST)).isInstanceOf(HttpFault.NotSent.class);
    }
  }

  @Test
  void knowsThatNothingWasSentWhenTheHandshakeHangs() throws IOException {
    try (var server = new RawServer("");
        var http = http(URI.create("https://localhost:" + server.base().getPort()), "10s")) {
      assertThat(fault(http, POST)).isInstanceOf(HttpFault.NotSent.class);
    }
  }

  @Test
  void knowsThatNothingWasSentWhenNoConnectionIsFree() throws Exception {
    try (var server = new RawServer("");
        var http = http(server.base(), "10s")) {
      var first = Thread.ofVirtual().start(() -> fault(http, POST));
      server.awaitRequest();

      assertThat(fault(http, POST))
          .asInstanceOf(InstanceOfAssertFactories.type(HttpFault.NotSent.class))
          .extracting(HttpFault.NotSent::why)
          .asString()
          .contains("ConnectionRequestTimeout");

      server.hangUp();
      first.join();
    }
  }

  @Test
  void doesNotKnowWhenTheAnswerDoesNotCome() throws IOException {
    try (var server = new RawServer("");
        var http = http(server.base(), "200ms")) {
      assertThat(fault(http, POST)).isInstanceOf(HttpFault.NoAnswer.class);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CUT",
        "HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{\"sid\"CUT",
        "not HTTP at all\r\n\r\nCUT"
      })
  void doesNotKnowWhenTheAnswerIsCut(String answer) throws IOException {
    try (var server = new RawServer(answer);
        var http = http(server.base(), "5s")) {
      assertThat(fault(http, POST)).isInstanceOf(HttpFault.NoAnswer.class);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void noticesThatAnIdleConnectionHasBeenClosed() throws Exception {
    try (var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}CUT");
        var http = http(server.base(), "5s")) {
      http.makeRequest(POST);
      server.awaitClosed();

      await()
          .pollDelay(Duration.ofMillis(1100))
          .untilAsserted(() -> assertThat(http.makeRequest(POST).getStatusCode()).isEqualTo(200));
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void knowsThatNothingIsSentOnceItIsClosed() throws IOException {
    try (var server = new RawServer("")) {
      var http = http(server.base(), "5s");
      http.close();

      assertThat(fault(http, POST)).isInstanceOf(HttpFault.NotSent.class);
    }
  }

  private static TwilioHttp http(URI base, String responseTimeout) {
    return new TwilioHttp(
        new TwilioProperties(
            base,
            null,
            null,
            Duration.ofMillis(500),
            Duration.parse("PT" + responseTimeout.replace("200ms", "0.2s")),
            1),
        Clock.fixed(Instant.parse("2026-11-21T18:00:00Z"), ZoneOffset.UTC));
  }

  private static HttpFault fault(TwilioHttp http, Request request) {
    return catchThrowableOfType(HttpFaultException.class, () -> http.reliableRequest(request))
        .fault();
  }
}
