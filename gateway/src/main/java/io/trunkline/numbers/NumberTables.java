// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import io.trunkline.storage.Storage;

/** The tables of this room. */
record NumberTables(SenderStore senders, PoolStore pools, LaneStore lanes, StickyStore sticky) {

  NumberTables(Storage storage) {
    this(
        new SenderStore(storage),
        new PoolStore(storage),
        new LaneStore(storage),
        new StickyStore(storage));
  }
}
