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

  /** Whether Twilio expects TwiML, also when the callback could not be applied. */
  boolean repliesWithTwiml();

  /**
   * Applies a callback in the transaction of the caller, which also marks it applied. Must bear to
   * see the same facts again in another callback.
   *
   * @throws RuntimeException if it cannot be applied now; everything is rolled back, the callback
   *     is kept with the reason and applied again later, when its reply reaches nobody any more
   */
  CallbackReply apply(Callback callback);

  /**
   * Applies callbacks that came in at the same time, as {@link #apply} does, with one reply for
   * each in their order. Worth writing where many at once cost less than each by itself.
   *
   * @throws RuntimeException if one of them cannot be applied; all are rolled back, and each is
   *     then applied by itself
   */
  default List<CallbackReply> applyAll(List<Callback> callbacks) {
    return callbacks.stream().map(this::apply).toList();
  }
}
