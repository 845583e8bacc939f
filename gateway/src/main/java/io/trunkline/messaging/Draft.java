// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.numbers.Sender;
import io.trunkline.problem.Refusal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request on its way to be a message; ends as a row, a repetition or a refusal. */
final class Draft {

  /** A request, and whose. */
  record Order(AccountId account, SendMessage request) {}

  private final Order order;
  final IdempotencyStore.@Nullable Key key;
  private @Nullable String fingerprint;
  private @Nullable Refusal refusal;
  private @Nullable Message earlier;
  private MessageStore.@Nullable Row row;

  // What the steps of drafting have found out, one after the other.
  @Nullable String body;
  @Nullable Sender sender;

  Draft(Order order) {
    this.order = order;
    var text = order.request().idempotencyKey();
    this.key = text == null ? null : new IdempotencyStore.Key(order.account(), text);
  }

  AccountId account() {
    return order.account();
  }

  SendMessage request() {
    return order.request();
  }

  String fingerprint() {
    if (fingerprint == null) {
      fingerprint = Fingerprint.of(order.request());
    }
    return fingerprint;
  }

  /** The first refusal holds. */
  void refuse(Refusal because) {
    if (refusal == null) {
      refusal = because;
    }
  }

  boolean isGood() {
    return refusal == null;
  }

  /** Its key stands for this message. */
  void repeats(Message message) {
    earlier = message;
  }

  void write(MessageStore.Row written) {
    row = written;
  }

  MessageStore.Row row() {
    return Objects.requireNonNull(row);
  }

  Message message() {
    return row().message();
  }

  SendResult result() {
    if (refusal != null) {
      return new SendResult.Refused(refusal);
    }
    return new SendResult.Accepted(earlier != null ? earlier : message());
  }
}
