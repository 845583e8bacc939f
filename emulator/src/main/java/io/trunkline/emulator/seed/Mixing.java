// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.seed;

/** Turns counters into numbers that look random, the same for the same counter on every run. */
public final class Mixing {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private Mixing() {}

  /** A bijection of all longs: the finishing steps of SplitMix64. */
  public static long mix(long counter) {
    long z = counter * GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** At least 0 and below 1. */
  public static double fraction(long counter) {
    return (mix(counter) >>> 11) * 0x1.0p-53;
  }
}
