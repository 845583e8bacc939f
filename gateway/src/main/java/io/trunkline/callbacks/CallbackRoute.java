// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import java.util.List;

/**
 * Where callbacks of one kind come in, and who applies them. A room contributes one bean for each;
 * signature, storage, repetition and errors are not its business.
 */
public interface CallbackRoute {

  /** Stable name, {@code message_status}; stored with each callback. */
  String kind();

  /** Below {@code /twilio/}, with places for variables: {@code /twilio/messages/{id}/status}. */
  String path();

  /**
   * Whether Twilio expects TwiML, also when the callback could not be applied. Such a callback is
   * applied before Twilio is answered, all others behind the answer.
   */
  boolean repliesWithTwiml();

  /**
   * Applies a callback in the transaction of the caller, which also removes it from what is due.
   * Must bear to see the same facts again in another callback, and in any order.
   *
   * @return what is said to Twilio if it still waits; or why the callback cannot be applied
   * @throws IllegalArgumentException if it can never be applied, because of what it says;
   *     everything is rolled back, and the callback is parked with the reason
   * @throws RuntimeException if it cannot be applied now; everything is rolled back, the callback
   *     is kept with the reason and applied again later, when its reply reaches nobody any more
   */
  CallbackReply apply(Callback callback);

  /**
   * Applies callbacks that came in at the same time, as {@link #apply} does, with one reply for
   * each in their order. Worth writing where many at once cost less than each by itself.
   *
   * @throws RuntimeException if one of them cannot be applied; all are rolled back, and each half
   *     is then applied by itself
   */
  default List<CallbackReply> applyAll(List<Callback> callbacks) {
    return callbacks.stream().map(this::apply).toList();
  }
}
