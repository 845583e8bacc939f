// SPDX-License-Identifier: Apache-2.0
package io.trunkline.conversations;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When we stop answering by ourselves in one conversation.
 *
 * @param answers as many automatic answers as may go out within the time below; 1 to 100
 * @param answersWithin the time over which they are counted; it slides
 * @param repeats the same words so often in a row come from a machine and are not answered; 2 to
 *     100
 * @param repeatsWithin the time over which they are counted; it slides
 */
@ConfigurationProperties("trunkline.conversations")
record ConversationsProperties(
    @DefaultValue("5") int answers,
    @DefaultValue("1h") Duration answersWithin,
    @DefaultValue("3") int repeats,
    @DefaultValue("10m") Duration repeatsWithin) {

  private static final int MOST = 100;

  ConversationsProperties {
    between("answers", answers, 1);
    positive("answers-within", answersWithin);
    between("repeats", repeats, 2);
    positive("repeats-within", repeatsWithin);
  }

  private static void between(String name, int value, int least) {
    if (value < least || value > MOST) {
      throw new IllegalArgumentException(
          "trunkline.conversations.%s is %d to %d".formatted(name, least, MOST));
    }
  }

  private static void positive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(
          "trunkline.conversations." + name + " is longer than nothing");
    }
  }
}
