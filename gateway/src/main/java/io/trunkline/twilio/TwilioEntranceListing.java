// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import java.util.List;

/** What came of asking for an account's numbers and services. */
public sealed interface TwilioEntranceListing {

  /** All of them. */
  record Complete(List<TwilioEntrance> entrances) implements TwilioEntranceListing {

    public Complete {
      entrances = List.copyOf(entrances);
    }
  }

  /** Twilio did not answer, or not to the end. */
  record BrokenOff(String why) implements TwilioEntranceListing {}
}
