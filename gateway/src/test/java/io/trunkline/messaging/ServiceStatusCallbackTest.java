// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.account.AccountId;
import io.trunkline.callbacks.Callback;
import io.trunkline.callbacks.CallbackId;
import io.trunkline.callbacks.CallbackReply;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Statuses of which only the SID says whose they are. */
class ServiceStatusCallbackTest extends MessagingStage {

  @Test
  void findTheirMessage() {
    var message = deliver("Hello");

    var replies =
        route()
            .applyAll(
                List.of(
                    callback(account, String.valueOf(message.twilioSid()), "read"),
                    callback(account, "SM0", "delivered")));

    assertThat(replies)
        .satisfiesExactly(
            reply -> assertThat(reply).isEqualTo(new CallbackReply.Nothing()),
            reply -> assertThat(reply).isInstanceOf(CallbackReply.NotYet.class));
    assertThat(messages.find(account, message.id()).orElseThrow().status())
        .isEqualTo(MessageStatus.READ);
  }

  @Test
  void findNoneOfAnotherAccount() {
    var message = deliver("Hello");
    var others = new AccountId(new UUID(0, 1));

    assertThat(route().apply(callback(others, String.valueOf(message.twilioSid()), "read")))
        .isInstanceOf(CallbackReply.NotYet.class);
    assertThat(messages.find(account, message.id()).orElseThrow().status())
        .isEqualTo(MessageStatus.DELIVERED);
  }

  private ServiceStatusCallback route() {
    return gateway.get(ServiceStatusCallback.class);
  }

  private Callback callback(AccountId whose, String sid, String status) {
    return new Callback(
        new CallbackId(UUID.randomUUID()),
        whose,
        Map.of(),
        Map.of("MessageSid", List.of(sid), "MessageStatus", List.of(status)),
        gateway.get(Clock.class).instant());
  }
}
