// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Locale;

/** A connection that carries whatever it is given, and reads what is answered. */
final class RawConnection implements AutoCloseable {
  private static final int PATIENCE_MILLISECONDS = 30_000;

  /** Nothing was answered, and the connection was ended. */
  static final int CUT = 0;

  private final int port;
  private Socket socket;
  private InputStream in;

  RawConnection(int port) throws IOException {
    this.port = port;
    connect();
  }

  private void connect() throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(PATIENCE_MILLISECONDS);
    socket.setTcpNoDelay(true);
    // So many are given up that the usual farewell would keep all ports of the machine.
    socket.setSoLinger(true, 0);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * The status of the answer, or {@link #CUT}.
   *
   * @param last whether nothing sensible can follow on this connection
   */
  int ask(byte[] request, boolean last) throws IOException {
    int status = CUT;
    boolean again = last;
    try {
      socket.getOutputStream().write(request);
      if (last) {
        socket.shutdownOutput();
      }
      var line = line();
      status = Integer.parseInt(line.split(" ", 3)[1]);
      again |= !skipRest();
    } catch (SocketTimeoutException silence) {
      throw silence;
    } catch (IOException cut) {
      // Refused before it was read to its end: an answer may have got lost with it.
      again = true;
    }
    if (again) {
      socket.close();
      connect();
    }
    return status;
  }

  /** Whether the connection can be used again. */
  private boolean skipRest() throws IOException {
    long length = 0;
    boolean open = true;
    for (var header = line(); !header.isEmpty(); header = line()) {
      var lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Long.parseLong(lower.substring(15).strip());
      }
      open &= !lower.startsWith("connection: close") && !lower.startsWith("transfer-encoding:");
    }
    in.skipNBytes(length);
    return open;
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
