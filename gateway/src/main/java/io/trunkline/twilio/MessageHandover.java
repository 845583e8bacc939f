// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.MessageCreator;
import io.trunkline.account.AccountId;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/** Hands messages over. */
final class MessageHandover {

  private static final Duration LONGEST_VALIDITY = Duration.ofHours(10);

  private final TwilioRequests requests;

  MessageHandover(TwilioRequests requests) {
    this.requests = requests;
  }

  TwilioAnswer create(AccountId account, OutboundMessage message) {
    return Reply.handedOver(
        requests.ask(account, client -> TwilioMessage.of(creator(client, message).create(client))));
  }

  private static MessageCreator creator(TwilioRestClient client, OutboundMessage message) {
    var account = client.getAccountSid();
    var to = new com.twilio.type.PhoneNumber(message.channel().address(message.to()));
    var content = message.content();
    // Absent, the parameter is left out.
    var body = content != null || message.body().isEmpty() ? null : message.body();
    var creator =
        message.isFromMessagingService()
            ? new MessageCreator(account, to, message.from(), body)
            : new MessageCreator(
                account, to, new com.twilio.type.PhoneNumber(message.from()), body);
    if (message.isFromMessagingService() && message.member() != null) {
      creator.setFrom(message.member());
    }
    if (!message.media().isEmpty()) {
      creator.setMediaUrl(message.media());
    } else if (message.channel() == Channel.MMS) {
      creator.setSendAsMms(true);
    }
    if (content != null) {
      creator.setContentSid(content.sid());
      if (!content.variables().isEmpty()) {
        creator.setContentVariables(JsonMapper.shared().writeValueAsString(content.variables()));
      }
    }
    if (message.validFor() != null) {
      creator.setValidityPeriod(validitySeconds(message.validFor()));
    }
    if (message.statusCallback() != null) {
      creator.setStatusCallback(message.statusCallback());
    }
    return creator;
  }

  private static int validitySeconds(Duration validFor) {
    return (int) Math.clamp(validFor.toSeconds(), 1, LONGEST_VALIDITY.toSeconds());
  }
}
