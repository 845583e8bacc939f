// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * Takes the bytes of one file as they come and passes them on piece by piece. Refuses what grows
 * too large when it does so, not at the end.
 */
final class Intake extends OutputStream {

  /** The largest message that Twilio takes on any channel. */
  static final int LARGEST = 16 * 1024 * 1024;

  static final int PIECE = 256 * 1024;

  private final Consumer<byte[]> pieces;
  private final MessageDigest sha256;
  private final byte[] piece;
  private int filled;
  private byte[] head = {};
  private long size;

  Intake(Consumer<byte[]> pieces) {
    this.pieces = pieces;
    this.piece = new byte[PIECE];
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  /**
   * @throws io.trunkline.problem.RefusalException if it is too much now
   */
  @Override
  public void write(byte[] bytes, int offset, int length) {
    size += length;
    if (size > LARGEST) {
      throw Refusal.of(RequestRefusal.REQUEST_TOO_LARGE, "A file has at most 16 MiB").asException();
    }
    sha256.update(bytes, offset, length);
    for (int done = 0; done < length; ) {
      int part = Math.min(length - done, PIECE - filled);
      System.arraycopy(bytes, offset + done, piece, filled, part);
      filled += part;
      done += part;
      if (filled == PIECE) {
        pass();
      }
    }
  }

  /** Passes on what is left. */
  @Override
  public void close() {
    if (filled > 0) {
      pass();
    }
  }

  private void pass() {
    var full = Arrays.copyOf(piece, filled);
    if (head.length == 0) {
      head = Arrays.copyOf(full, Math.min(full.length, MediaTypes.HEAD));
    }
    filled = 0;
    pieces.accept(full);
  }

  /** Once it is closed: how the file begins. */
  byte[] head() {
    return head.clone();
  }

  long size() {
    return size;
  }

  /** Once it is closed; can be asked for once. */
  String sha256() {
    return HexFormat.of().formatHex(sha256.digest());
  }
}
