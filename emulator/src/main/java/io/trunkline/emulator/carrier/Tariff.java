// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.carrier;

import io.trunkline.emulator.message.EmulatedMessage;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What messages cost, in US dollars. */
final class Tariff {
  private static final BigDecimal PER_SEGMENT = new BigDecimal("-0.00790");
  private static final BigDecimal MMS = new BigDecimal("-0.02000");

  private Tariff() {}

  static String of(EmulatedMessage message) {
    var price =
        message.isMms() ? MMS : PER_SEGMENT.multiply(BigDecimal.valueOf(message.segments()));
    return price.setScale(5, RoundingMode.UNNECESSARY).toPlainString();
  }
}
