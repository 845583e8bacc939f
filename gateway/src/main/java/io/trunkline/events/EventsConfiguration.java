// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import io.trunkline.id.Ids;
import io.trunkline.storage.Storage;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

@AutoConfiguration(afterName = "io.trunkline.account.AccountConfiguration")
class EventsConfiguration {

  @Bean
  Events trunklineEvents(
      Storage storage, ObjectProvider<EventSubscriber> subscribers, Ids ids, Clock clock) {
    return new Events(
        new EventStore(storage), () -> subscribers.orderedStream().toList(), ids, clock);
  }
}
