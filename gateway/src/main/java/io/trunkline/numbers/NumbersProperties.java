// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The senders of the configured account.
 *
 * @param defaultSender what a message without a sender is sent from: a number in E.164, a short
 *     code, a name, or a Messaging Service SID
 * @param pacePerSecond segments a second of the default sender, over all nodes; if absent, what
 *     Twilio allows a sender of its kind
 * @param senders further senders
 */
@ConfigurationProperties("trunkline.numbers")
record NumbersProperties(
    @Nullable String defaultSender,
    @Nullable Double pacePerSecond,
    @DefaultValue List<Configured> senders) {

  /**
   * A further sender.
   *
   * @param address as for the default sender
   * @param pacePerSecond as for the default sender
   */
  record Configured(String address, @Nullable Double pacePerSecond) {

    Configured {
      var _ = SenderKind.of(address);
      mustBePace(pacePerSecond);
    }
  }

  NumbersProperties {
    defaultSender = defaultSender == null || defaultSender.isBlank() ? null : defaultSender.strip();
    senders = List.copyOf(senders);
    mustBePace(pacePerSecond);
    if (defaultSender != null) {
      var _ = SenderKind.of(defaultSender);
    }
  }

  private static void mustBePace(@Nullable Double pace) {
    if (pace != null) {
      Sender.mustBePace(pace);
    }
  }
}
