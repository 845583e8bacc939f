// SPDX-License-Identifier: Apache-2.0
package io.trunkline.egress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.MessageConstraintException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever is asked has no hold on whoever asks. */
class GuardedOutletTest {

  private static final String ONE = "127.0.0.2";
  private static final String TWO = "127.0.0.3";
  private static final Duration LONG = Duration.ofSeconds(20);

  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";

  private final CountDownLatch end = new CountDownLatch(1);
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  @AfterEach
  void close() throws Exception {
    end.countDown();
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  @Test
  void isDoneInTimeHoweverManyAddressesDribbleTheirTls() throws IOException {
    var one = keep(new DribblingTls(ONE, 0));
    var two = keep(new DribblingTls(TWO, one.port()));
    var outlet = outlet(new FakeNames().answers("slow.example", ONE, TWO));

    assertTimeoutPreemptively(
        LONG.dividedBy(2),
        () ->
            assertThatThrownBy(
                    () -> ask(outlet, "https://slow.example:" + one.port(), Duration.ofMillis(500)))
                .isInstanceOf(IOException.class));

    await().untilAsserted(() -> assertThat(one.farewells).hasValue(1));
    assertThat(one.connections).hasValue(1);
    assertThat(two.connections).hasValue(0);
  }

  @Test
  void triesTheNextAddressWhileThereIsTime() throws IOException {
    var two = keep(new StrangeServer(TWO, 0, StrangeServer.says("200 OK", "", "")));
    var outlet = outlet(new FakeNames().answers("half.example", ONE, TWO));

    assertThat(ask(outlet, "http://half.example:" + two.port(), LONG)).isEqualTo(200);
  }

  @Test
  void connectsNowhereOnceItsTimeIsOver() throws IOException {
    var server = keep(new DribblingTls(ONE, 0));
    var get = new HttpGet("http://late.example:" + server.port());
    var outlet =
        outlet(
            new DnsResolver() {
              @Override
              public InetAddress[] resolve(String host) {
                await().until(get::isCancelled);
                return new InetAddress[] {InetAddress.ofLiteral(ONE)};
              }

              @Override
              public String resolveCanonicalHostname(String host) {
                return host;
              }
            });

    assertThatThrownBy(() -> outlet.ask(get, Duration.ofMillis(50), response -> true))
        .isInstanceOf(IOException.class);

    assertThat(server.connections).hasValue(0);
  }

  static Stream<Arguments> headsThatNeverEnd() {
    var seven = "X: " + "x".repeat(7 * 1024) + "\r\n";
    return Stream.of(
        arguments("one long line", "X: " + "x".repeat(9 * 1024)),
        arguments("one line in many", "X: x\r\n" + (" " + "x".repeat(1000) + "\r\n").repeat(9)),
        arguments("many lines", "X: x\r\n".repeat(65)),
        arguments("much in all", seven.repeat(6)),
        arguments("many trailers", CHUNKED + "0\r\n" + "X: x\r\n".repeat(5)),
        arguments("a long chunk", CHUNKED + "0;" + "x".repeat(9 * 1024)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("headsThatNeverEnd")
  void keepsNoMoreOfHeadersThanHonestServersSend(String what, String head) throws IOException {
    var server =
        keep(
            new StrangeServer(
                ONE,
                0,
                (path, out) -> {
                  out.write(("HTTP/1.1 200 OK\r\n" + head).getBytes(ISO_8859_1));
                  hold();
                }));
    var outlet = outlet(new FakeNames().answers("long.example", ONE));

    assertThatThrownBy(() -> ask(outlet, "http://long.example:" + server.port(), LONG))
        .as(what)
        .isInstanceOf(MessageConstraintException.class);
  }

  @Test
  void readsWhatHonestServersSend() throws IOException {
    var headers =
        "Content-Security-Policy: %s\r\n".formatted("x".repeat(7 * 1024))
            + "Set-Cookie: %s\r\n".formatted("x".repeat(400)).repeat(50);
    var server = keep(new StrangeServer(ONE, 0, StrangeServer.says("200 OK", headers, "body")));
    var outlet = outlet(new FakeNames().answers("honest.example", ONE));

    assertThat(ask(outlet, "http://honest.example:" + server.port(), LONG)).isEqualTo(200);
  }

  private void hold() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int ask(Outlet outlet, String url, Duration atMost) throws IOException {
    return outlet.ask(new HttpGet(url), atMost, GuardedOutletTest::read);
  }

  private static int read(ClassicHttpResponse response) throws IOException {
    response.getEntity().getContent().readAllBytes();
    return response.getCode();
  }

  private Outlet outlet(DnsResolver names) {
    var allowed = List.of(Network.parse("127.0.0.0/8"));
    return keep(new Egress(names, allowed).open(LONG, LONG, 1));
  }

  private <T extends AutoCloseable> T keep(T each) {
    open.push(each);
    return each;
  }

  /** Begins to say hello as the largest record there is, a byte at a time. */
  private final class DribblingTls implements AutoCloseable {

    private static final byte[] HEADER = {22, 3, 3, 0x3f, (byte) 0xff};

    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger farewells = new AtomicInteger();
    private final ServerSocket socket;

    DribblingTls(String address, int port) throws IOException {
      socket = new ServerSocket(port, 50, InetAddress.ofLiteral(address));
      Thread.startVirtualThread(this::accept);
    }

    int port() {
      return socket.getLocalPort();
    }

    private void accept() {
      try {
        while (true) {
          var connection = socket.accept();
          connections.incrementAndGet();
          Thread.startVirtualThread(() -> dribble(connection));
        }
      } catch (IOException e) {
        end.countDown();
      }
    }

    private void dribble(Socket connection) {
      try (connection) {
        connection.getOutputStream().write(HEADER);
        while (!end.await(20, TimeUnit.MILLISECONDS)) {
          connection.getOutputStream().write(0);
        }
      } catch (IOException e) {
        farewells.incrementAndGet();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
