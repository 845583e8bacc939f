// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;

/** A file of consents, as others keep them, of which no more than a row is ever there. */
final class ConsentRows extends InputStream {
  private static final long FIRST_NUMBER = 12_125_000_000L;

  private final int rows;
  private final int every;
  private final Watch watch;
  private byte[] row =
      "recipient,kind,at,scope,purposes,level,source,text,url,ip,method\n".getBytes(UTF_8);
  private int given;
  private int position;

  /** Is told when so many rows have been given. */
  interface Watch {
    void sees(int given) throws IOException;
  }

  ConsentRows(int rows, int every, Watch watch) {
    this.rows = rows;
    this.every = every;
    this.watch = watch;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int filled = 0;
    while (filled < length && (position < row.length || next())) {
      int count = Math.min(length - filled, row.length - position);
      System.arraycopy(row, position, buffer, offset + filled, count);
      position += count;
      filled += count;
    }
    return filled == 0 ? -1 : filled;
  }

  private boolean next() throws IOException {
    if (given == rows) {
      return false;
    }
    var said =
        given % 20 == 19
            ? "revoked,2026-03-%02dT10:00:00Z,all,,,web,,,,"
            : "granted,2026-01-%02dT10:00:00Z,programme:shoes,marketing|informational,written,web,"
                + "I agree to get offers by text. Reply STOP to end.,https://example.com/join,"
                + "192.0.2.7,checkbox offers";
    row = ("+%d," + said + "\n").formatted(FIRST_NUMBER + given, 1 + given % 28).getBytes(UTF_8);
    position = 0;
    given++;
    if (given % every == 0) {
      watch.sees(given);
    }
    return true;
  }
}
