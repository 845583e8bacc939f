// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import io.trunkline.account.AccountId;
import java.time.Instant;

/**
 * Something to send from.
 *
 * @param address a number in E.164, a short code, an alphanumeric name, or the SID of a Messaging
 *     Service; unique within the account
 * @param pacePerSecond segments a second, over all nodes
 */
public record Sender(
    SenderId id,
    AccountId account,
    String address,
    SenderKind kind,
    double pacePerSecond,
    Instant createdAt) {

  public Sender {
    mustBePace(pacePerSecond);
  }

  static void mustBePace(double segmentsPerSecond) {
    if (!(segmentsPerSecond > 0 && Double.isFinite(segmentsPerSecond))) {
      throw new IllegalArgumentException("A pace is a positive number of segments per second");
    }
  }
}
