// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.seed;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes identifiers of Twilio's form: two letters and 32 lower-case hexadecimal digits. The same
 * seed gives the same sequence; within one world none repeats.
 */
public final class Sids {
  private static final HexFormat HEX = HexFormat.of();

  private final long seed;
  private final AtomicLong next = new AtomicLong();

  public Sids(long seed) {
    this.seed = seed;
  }

  /** A new identifier with the two-letter prefix. */
  public String next(String prefix) {
    long ordinal = next.getAndIncrement();
    // The first half is a bijection of the ordinal, hence unique.
    return prefix
        + HEX.toHexDigits(Mixing.mix(seed + ordinal))
        + HEX.toHexDigits(Mixing.mix(~ordinal));
  }

  /** 32 new lower-case hexadecimal digits, as tokens and secrets are. */
  public String secret() {
    return next("");
  }
}
