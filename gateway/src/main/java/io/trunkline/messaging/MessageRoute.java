// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.callbacks.Callback;
import io.trunkline.replays.ReplaySubject;
import io.trunkline.replays.ReplayedRoute;
import java.util.Optional;

/** Where callbacks about one message come in: when one is applied again, its timeline says so. */
interface MessageRoute extends ReplayedRoute {

  Messages messages();

  /** What it is about; empty if there is no such message. */
  Optional<Message> message(Callback callback);

  @Override
  default Optional<ReplaySubject> subject(Callback callback) {
    return message(callback)
        .map(message -> new ReplaySubject(message.id().toString(), message.status().code()));
  }

  @Override
  default void note(Callback callback, String detail) {
    message(callback).ifPresent(message -> messages().note(message.id(), detail));
  }
}
