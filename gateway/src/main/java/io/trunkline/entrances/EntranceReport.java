// SPDX-License-Identifier: Apache-2.0
package io.trunkline.entrances;

import java.util.List;

/** What came of comparing. */
public sealed interface EntranceReport {

  /** All addresses of the account. */
  record Complete(List<Entrance> entrances) implements EntranceReport {

    public Complete {
      entrances = List.copyOf(entrances);
    }
  }

  /** Nothing could be compared. */
  record Impossible(String why) implements EntranceReport {}
}
