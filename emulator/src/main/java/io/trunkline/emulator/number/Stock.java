// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.number;

import java.util.List;
import java.util.stream.Stream;

/**
 * The numbers that can be rented: computed from the seed whenever somebody asks, never kept. Who
 * rents one takes it out, who gives it back puts it in again.
 */
public final class Stock {
  private static final int PER_BLOCK = 100;

  private final long seed;
  private final OwnedNumbers owned;

  public Stock(long seed, OwnedNumbers owned) {
    this.seed = seed;
    this.owned = owned;
  }

  /** A number that nobody rents. */
  public record Offer(String number, NumberBlock block) {
    public NumberTraits traits() {
      return NumberTraits.of(block.iso(), block.kind());
    }
  }

  /** What the blocks have to offer, from each in turn. */
  public Stream<Offer> offers(List<NumberBlock> blocks) {
    var rows =
        blocks.stream().map(block -> block.numbers(seed).limit(PER_BLOCK).iterator()).toList();
    return Stream.iterate(0, turn -> turn < PER_BLOCK, turn -> turn + 1)
        .flatMap(
            turn ->
                Stream.iterate(0, at -> at < rows.size(), at -> at + 1)
                    .filter(at -> rows.get(at).hasNext())
                    .map(at -> new Offer(rows.get(at).next(), blocks.get(at))))
        .filter(offer -> owned.find(offer.number()).isEmpty());
  }
}
