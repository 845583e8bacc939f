// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;

/** A host application that listens to what becomes of its messages. */
public final class HostEars implements ApplicationListener<ApplicationEvent> {

  private final List<MessageId> delivered = new CopyOnWriteArrayList<>();

  public HostEars(TestGateway gateway) {
    gateway.get(ApplicationEventMulticaster.class).addApplicationListener(this);
  }

  @Override
  public void onApplicationEvent(ApplicationEvent event) {
    if (event instanceof PayloadApplicationEvent<?> payload
        && payload.getPayload() instanceof MessageDelivered(var message)) {
      delivered.add(message.id());
    }
  }

  /** Which messages it was told to be delivered, as often as it was. */
  public List<MessageId> delivered() {
    return List.copyOf(delivered);
  }
}
