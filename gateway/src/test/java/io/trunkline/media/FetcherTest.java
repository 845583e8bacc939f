// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.trunkline.egress.FakeNames;
import io.trunkline.egress.StrangeServer;
import io.trunkline.media.Fetched.Failed;
import io.trunkline.media.Fetched.Got;
import io.trunkline.problem.RefusalException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against real servers: 127.0.0.2 is allowed and stands for the public, 127.0.0.1 is not. */
class FetcherTest {

  private static final String PUBLIC = "127.0.0.2";
  private static final String OURS = "127.0.0.1";
  private static final String PICTURE = "Content-Type: image/png\r\nContent-Length: 5\r\n";

  private final FakeNames names =
      new FakeNames().answers("pictures.example", PUBLIC).answers("intranet.example", OURS);
  private final List<AutoCloseable> open = new ArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @AfterEach
  void closeAll() throws Exception {
    end.countDown();
    for (var each : open.reversed()) {
      each.close();
    }
  }

  @Test
  void fetchesBytesWithTheirType() throws IOException {
    var server = serve(StrangeServer.says("200 OK", PICTURE, "bytes"));

    assertThat(fetch(server, "http://pictures.example:%d/a.png?b=c#d"))
        .isEqualTo(new Got("image/png"));
    assertThat(bytes.toString(UTF_8)).isEqualTo("bytes");
    assertThat(server.requests().getFirst())
        .startsWith("GET /a.png?b=c HTTP/1.1\n")
        .contains("Host: pictures.example:" + server.port())
        .doesNotContain("Authorization", "Cookie", "Accept-Encoding: gzip");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://intranet.example:%d/",
        "http://127.0.0.1:%d/",
        "http://[::ffff:127.0.0.1]:%d/"
      })
  void neverConnectsToWhereNoStrangerMaySendUs(String url) throws IOException {
    var server = serveAt(OURS, 0, StrangeServer.says("200 OK", PICTURE, "bytes"));
    names.answers("127.0.0.1", OURS).answers("[::ffff:127.0.0.1]", OURS);
    names.answers("::ffff:127.0.0.1", OURS);

    assertThat(fetch(server, url)).isEqualTo(new Failed("leads to an address that is not public"));
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void connectsToTheVeryAddressItHasJudged() throws IOException {
    var good = serve(StrangeServer.says("200 OK", PICTURE, "bytes"));
    var victim = serveAt(OURS, good.port(), StrangeServer.says("200 OK", PICTURE, "bytes"));
    names.answers("rebinding.example", PUBLIC).answers("rebinding.example", OURS);

    assertThat(fetch(good, "http://rebinding.example:%d/")).isEqualTo(new Got("image/png"));
    assertThat(names.questions()).containsExactly("rebinding.example");
    assertThat(fetch(good, "http://rebinding.example:%d/"))
        .isEqualTo(new Failed("leads to an address that is not public"));
    assertThat(good.requests()).hasSize(1);
    assertThat(victim.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "",
      value = {
        "http://intranet.example:%d/, leads to an address that is not public",
        "http://127.0.0.1:%d/, leads to an address that is not public",
        "//intranet.example:%d/, leads to an address that is not public",
        "http://pictures.example:22/, 'has the port 22, which is not allowed'",
        "file:///etc/passwd, is not http:// or https://",
        "gopher://pictures.example:%d/, is not http:// or https://",
        "http://me:secret@pictures.example:%d/, has no plain host",
        "http://nobody.example:%d/, has a host that nobody knows",
        "http://[, leads to what is no URL"
      })
  void judgesWhereItIsLedOnTo(String location, String why) throws IOException {
    var port = new int[1];
    var server =
        serve(
            (path, out) ->
                StrangeServer.says(
                        "302 Found",
                        "Location: " + location.replace("%d", "" + port[0]) + "\r\n",
                        "")
                    .answer(path, out));
    port[0] = server.port();
    var victim = serveAt(OURS, server.port(), StrangeServer.says("200 OK", PICTURE, "bytes"));
    names.answers("127.0.0.1", OURS);

    assertThat(fetch(server, "http://pictures.example:%d/")).isEqualTo(new Failed(why));
    assertThat(victim.requests()).isEmpty();
  }

  @Test
  void isLedOnThreeTimesAndNotFour() throws IOException {
    var server =
        serve(
            (path, out) -> {
              int left = Integer.parseInt(path.substring(1));
              var answer =
                  left == 0
                      ? StrangeServer.says("200 OK", PICTURE, "bytes")
                      : StrangeServer.says(
                          "307 Elsewhere", "Location: /" + (left - 1) + "\r\n", "");
              answer.answer(path, out);
            });

    assertThat(fetch(server, "http://pictures.example:%d/3")).isEqualTo(new Got("image/png"));
    assertThat(fetch(server, "http://pictures.example:%d/4"))
        .isEqualTo(new Failed("leads on more than 3 times"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: ",
        ""
      })
  void waitsNoLongerThanItMayHoweverMuchDribbles(String beginning) throws IOException {
    var server =
        serve(
            (path, out) -> {
              out.write(beginning.getBytes(ISO_8859_1));
              do {
                out.write('x');
                out.flush();
              } while (!ended(Duration.ofMillis(20)));
            });
    var patience = Duration.ofMillis(500);

    var fetched = fetch(server, "http://pictures.example:%d/", patience, Duration.ofMinutes(1));

    assertThat(fetched).isEqualTo(new Failed("took longer than 0 seconds"));
  }

  @Test
  void givesUpOnSilence() throws IOException {
    var server = serve((path, out) -> ended(Duration.ofMinutes(1)));

    assertThat(
            fetch(
                server,
                "http://pictures.example:%d/",
                Duration.ofMinutes(1),
                Duration.ofMillis(200)))
        .isEqualTo(new Failed("could not be fetched (SocketTimeoutException)"));
  }

  @Test
  void hangsUpOnWhatNeverEnds() throws IOException {
    var server =
        serve(
            (path, out) -> {
              out.write("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n".getBytes(ISO_8859_1));
              while (!ended(Duration.ZERO)) {
                out.write(new byte[64 * 1024]);
              }
            });

    var thrown =
        catchThrowable(
            () ->
                fetcher(server, Duration.ofMinutes(1), Duration.ofMinutes(1))
                    .fetch(at(server, "http://pictures.example:%d/"), new Intake(_ -> {})));

    assertThat(thrown).isInstanceOf(RefusalException.class);
    await().until(() -> !server.farewells().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "404 Not Found, '', is answered with the status 404",
    "500 Oops, '', is answered with the status 500",
    "206 Partial Content, '', is answered with the status 206",
    "302 Found, '', is answered with the status 302",
    "200 OK, Content-Encoding: gzip, 'comes compressed, which nobody asked for'"
  })
  void takesNothingButAPlainAnswerAndReadsNoOther(String status, String header, String why)
      throws IOException {
    var server =
        serve(
            (path, out) -> {
              StrangeServer.says(status, header.isEmpty() ? "" : header + "\r\n", "")
                  .answer(path, out);
              while (!ended(Duration.ZERO)) {
                out.write(new byte[64 * 1024]);
              }
            });

    assertThat(fetch(server, "http://pictures.example:%d/")).isEqualTo(new Failed(why));
    assertThat(bytes.size()).isZero();
    await().until(() -> !server.farewells().isEmpty());
  }

  @Test
  void noticesABodyThatIsCutShort() throws IOException {
    var server = serve(StrangeServer.says("200 OK", "Content-Length: 10\r\n", "bytes"));

    assertThat(fetch(server, "http://pictures.example:%d/"))
        .isEqualTo(new Failed("could not be fetched (ConnectionClosedException)"));
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://pictures.example/, is not http:// or https://",
    "med_1, is not http:// or https://",
    "http:pictures, has no plain host",
    "http://a_b.example/, has no plain host",
    "https://user@pictures.example/, has no plain host",
    "http://pictures.example/, 'has the port 80, which is not allowed'",
    "https://pictures.example:8443/, 'has the port 8443, which is not allowed'"
  })
  void asksNobodyForWhatItDoesNotLike(String url, String why) {
    var picky =
        new MediaProperties(
            Duration.ofDays(30),
            false,
            false,
            Set.of(443),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1));
    var fetcher = new Fetcher(picky, names.egress());
    open.add(fetcher);

    assertThat(fetcher.fetch(URI.create(url), bytes)).isEqualTo(new Failed(why));
    assertThat(names.questions()).isEmpty();
  }

  private Fetched fetch(StrangeServer server, String url) {
    return fetch(server, url, Duration.ofSeconds(20), Duration.ofSeconds(20));
  }

  private Fetched fetch(StrangeServer server, String url, Duration patience, Duration read) {
    return fetcher(server, patience, read).fetch(at(server, url), bytes);
  }

  private static URI at(StrangeServer server, String url) {
    return URI.create(url.formatted(server.port()));
  }

  private Fetcher fetcher(StrangeServer server, Duration patience, Duration read) {
    var properties =
        new MediaProperties(
            Duration.ofDays(30),
            false,
            false,
            Set.of(server.port()),
            Duration.ofSeconds(5),
            read,
            patience);
    var fetcher = new Fetcher(properties, names.egress(PUBLIC + "/32"));
    open.add(fetcher);
    return fetcher;
  }

  private StrangeServer serve(StrangeServer.Manner manner) throws IOException {
    return serveAt(PUBLIC, 0, manner);
  }

  private StrangeServer serveAt(String address, int port, StrangeServer.Manner manner)
      throws IOException {
    var server = new StrangeServer(address, port, manner);
    open.add(server);
    return server;
  }

  /** Whether the test is over, or becomes so within the time. */
  private boolean ended(Duration within) {
    try {
      return end.await(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
