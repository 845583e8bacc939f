// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers each request with the same bytes; CUT at their end closes, and none keeps silent. */
final class RawServer implements AutoCloseable {

  private final ServerSocket socket;
  private volatile String answer;
  private final Queue<String> first = new ConcurrentLinkedQueue<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();

  RawServer(String answer) throws IOException {
    this.answer = answer;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  void answers(String answer) {
    this.answer = answer;
  }

  /** What to answer the next request with, before the answer of all. */
  void answersFirst(String answer) {
    first.add(answer);
  }

  URI base() {
    return URI.create("http://localhost:" + socket.getLocalPort());
  }

  List<String> requests() {
    return requests;
  }

  void awaitRequest() {
    await().until(() -> !requests.isEmpty());
  }

  void awaitClosed() {
    await().until(() -> !connections.isEmpty() && connections.getFirst().isClosed());
  }

  private void accept() {
    try {
      while (true) {
        var connection = socket.accept();
        connections.add(connection);
        Thread.ofVirtual().start(() -> serve(connection));
      }
    } catch (SocketException e) {
      assertThat(socket.isClosed()).isTrue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(Socket connection) {
    var buffer = new byte[64 * 1024];
    try {
      int length = connection.getInputStream().read(buffer);
      while (length > 0) {
        requests.add(new String(buffer, 0, length, US_ASCII));
        var answer = Objects.requireNonNullElse(first.poll(), this.answer);
        connection.getOutputStream().write(answer.replace("CUT", "").getBytes(US_ASCII));
        if (answer.endsWith("CUT")) {
          connection.close();
          return;
        }
        length = connection.getInputStream().read(buffer);
      }
    } catch (IOException e) {
      // The other side has gone away, which many of these tests are about.
      assertThat(e).isNotNull();
    }
  }

  /** Closes every connection. */
  void hangUp() throws IOException {
    for (var connection : connections) {
      connection.close();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    hangUp();
  }
}
