// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.call;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.price.Prices;
import java.math.RoundingMode;

/** What calls cost, as the Call resource writes it: in US dollars, negative. */
final class CallTariff {
  private CallTariff() {}

  @Seen(
      what = "A call is paid for by minutes begun; its price comes later and is negative.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "voice/api/call-resource")
  static String of(EmulatedCall call) {
    return Prices.ofCall(call.to(), call.state().minutes())
        .negate()
        .setScale(5, RoundingMode.HALF_UP)
        .toPlainString();
  }
}
