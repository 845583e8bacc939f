// SPDX-License-Identifier: Apache-2.0
package io.trunkline.egress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that answers as badly as it is told to, on an address of the loopback's. */
public final class StrangeServer implements AutoCloseable {

  /** Writes whatever it likes. */
  public interface Manner {
    void answer(String path, OutputStream out) throws IOException;
  }

  private final ServerSocket socket;
  private final Manner manner;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Exception> farewells = new CopyOnWriteArrayList<>();

  /**
   * @param port 0 for any
   */
  public StrangeServer(String address, int port, Manner manner) throws IOException {
    this.socket = new ServerSocket(port, 50, InetAddress.ofLiteral(address));
    this.manner = manner;
    Thread.ofVirtual().start(this::accept);
  }

  public static Manner says(String status, String headers, String body) {
    return (path, out) ->
        out.write(
            ("HTTP/1.1 %s\r\n%s\r\n%s".formatted(status, headers, body)).getBytes(ISO_8859_1));
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** Whole requests, headers and all. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** How connections ended from our side, where the other had gone away. */
  public List<Exception> farewells() {
    return List.copyOf(farewells);
  }

  private void accept() {
    try {
      while (true) {
        var connection = socket.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      }
    } catch (IOException e) {
      farewells.add(e);
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      var reader =
          new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
      var request = new StringBuilder();
      for (var line = reader.readLine();
          line != null && !line.isEmpty();
          line = reader.readLine()) {
        request.append(line).append('\n');
      }
      requests.add(request.toString());
      manner.answer(request.toString().split(" ")[1], connection.getOutputStream());
    } catch (IOException e) {
      farewells.add(e);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
