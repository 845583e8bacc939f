// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.CallCreator;
import io.trunkline.account.AccountId;
import java.util.List;

/** Places calls. */
final class CallRequests {

  private static final List<String> EVENTS =
      List.of("initiated", "ringing", "answered", "completed");

  private final TwilioRequests requests;

  CallRequests(TwilioRequests requests) {
    this.requests = requests;
  }

  TwilioAnswer create(AccountId account, OutboundCall call) {
    return Reply.handedOver(
        requests.ask(account, client -> TwilioMessage.of(creator(client, call).create(client))));
  }

  private static CallCreator creator(TwilioRestClient client, OutboundCall call) {
    var creator =
        new CallCreator(
            client.getAccountSid(),
            new com.twilio.type.PhoneNumber(call.to().e164()),
            new com.twilio.type.PhoneNumber(call.from()),
            new com.twilio.type.Twiml(Twiml.readAloud(call.text(), call.language())));
    if (call.statusCallback() != null) {
      creator.setStatusCallback(call.statusCallback()).setStatusCallbackEvent(EVENTS);
    }
    return creator;
  }
}
