// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import com.twilio.http.TwilioRestClient;
import io.trunkline.emulator.EmulatorClient;
import io.trunkline.emulator.TwilioEmulator;
import java.util.function.Function;

/**
 * A fresh emulator with the official SDK in front of it.
 *
 * @param parent what identifies the outer resource; empty if the row has none
 */
record Stage(TwilioEmulator emulator, TwilioRestClient client, String parent)
    implements AutoCloseable {
  static Stage open(Function<Stage, String> outer) {
    var emulator = TwilioEmulator.start();
    var stage = new Stage(emulator, EmulatorClient.live(emulator), "");
    return new Stage(emulator, stage.client, outer.apply(stage));
  }

  /** The SDK with other credentials: an account's or a key's. */
  TwilioRestClient as(String user, String password) {
    return EmulatorClient.client(emulator, user, password);
  }

  @Override
  public void close() {
    emulator.close();
  }
}
