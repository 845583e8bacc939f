// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of messages.
 *
 * @param checkAfter how long Twilio's callbacks are waited for before its records are read for a
 *     message; also how long after the last of them its price is looked for
 * @param releaseEvery the pause between two looks at what is held or has expired, at least a second
 */
@ConfigurationProperties("trunkline.messaging")
record MessagingProperties(
    @DefaultValue("10m") Duration checkAfter, @DefaultValue("1s") Duration releaseEvery) {

  MessagingProperties {
    if (!checkAfter.isPositive()) {
      throw new IllegalArgumentException("trunkline.messaging.check-after is longer than nothing");
    }
    if (releaseEvery.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("trunkline.messaging.release-every is at least a second");
    }
  }
}
