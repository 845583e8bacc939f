// SPDX-License-Identifier: Apache-2.0
package io.trunkline.egress;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * The end of one asking: no socket of it is open after that, and none is opened. Cancelling the
 * request is not enough, since a client that loses a connection before TLS stands goes on to the
 * next address, of which nobody would know any more.
 */
final class Deadline {

  private static final ScopedValue<Deadline> OURS = ScopedValue.newInstance();

  private @Nullable Socket socket;
  private boolean over;

  /** Asks, with all sockets that are opened by the way on this deadline. */
  <T> T within(ScopedValue.CallableOp<T, IOException> asking) throws IOException {
    return ScopedValue.where(OURS, this).call(asking);
  }

  /**
   * A socket for whoever asks on this thread.
   *
   * @throws IOException if the time is over
   */
  static Socket socket() throws IOException {
    return OURS.get().opened();
  }

  private synchronized Socket opened() throws IOException {
    if (over) {
      throw new InterruptedIOException("The time is over");
    }
    // Of those before it, to other addresses, the client has closed each when it failed.
    socket = new Socket();
    return socket;
  }

  /** Now. Frees whoever connects, reads or writes. */
  synchronized void end() {
    over = true;
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
