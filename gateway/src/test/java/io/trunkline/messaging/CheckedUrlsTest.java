// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.trunkline.media.MediaRefusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages whose media somebody else has, and which are looked at before they are accepted. */
class CheckedUrlsTest extends MessagingStage {

  private static final Queue<String> ASKED = new ConcurrentLinkedQueue<>();
  private static final HttpServer CDN = cdn();

  CheckedUrlsTest() {
    super(
        "trunkline.media.check-urls=true",
        "trunkline.egress.allowed-networks=127.0.0.1",
        "trunkline.media.allowed-ports=" + CDN.getAddress().getPort());
  }

  private static HttpServer cdn() {
    try {
      var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
      server.createContext(
          "/",
          exchange -> {
            var path = exchange.getRequestURI().getPath();
            ASKED.add(path);
            var bytes = "a,b".getBytes();
            exchange.getResponseHeaders().add("Content-Type", "text/csv");
            exchange.sendResponseHeaders(path.equals("/gone") ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  static void stopServing() {
    CDN.stop(0);
  }

  @BeforeEach
  void forget() {
    ASKED.clear();
  }

  @Test
  void refusesOnlyThoseOfABulkWhoseMediaAreNotThereAndAsksForEachOnce() {
    var results =
        messages.sendAll(
            List.of(with("/there"), with("/gone"), with("/there"), text("none"), with("no URL")));

    assertThat(results)
        .extracting(
            result ->
                switch (result) {
                  case SendResult.Accepted accepted -> "accepted";
                  case SendResult.Refused(var refusal) -> refusal.code();
                })
        .containsExactly(
            "accepted",
            MediaRefusal.UNREACHABLE_MEDIA,
            "accepted",
            "accepted",
            MediaRefusal.INVALID_MEDIA_URL);
    assertThat(ASKED).containsExactlyInAnyOrder("/there", "/gone");
  }

  @Test
  void refusesOneWhoseMediaAreNotThere() {
    assertThat(refusalOf(with("/gone")).refusal().code()).isEqualTo(MediaRefusal.UNREACHABLE_MEDIA);
  }

  @Test
  void asksNobodyInsideATransactionOrForAPreview() {
    gateway.inTransaction(() -> messages.send(with("/gone")));
    var _ = messages.preview(with("/gone"));

    assertThat(ASKED).isEmpty();
  }

  private SendMessage with(String path) {
    return text("Tonight").media(List.of("http://127.0.0.1:" + CDN.getAddress().getPort() + path));
  }
}
