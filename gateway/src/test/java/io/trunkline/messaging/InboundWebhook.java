// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static io.trunkline.messaging.TestGateway.OUR_NUMBER;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.trunkline.emulator.callbacks.CallbackForm;
import io.trunkline.emulator.callbacks.RequestSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Texts that Twilio passes on without having heard them itself, so that whatever keeps to them is
 * ours; and whoever sends them knows when they were answered.
 */
record InboundWebhook(TestGateway gateway) {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** What is answered to a text to our number. */
  String answerTo(String from, String body) {
    var url = gateway.url.resolve("/twilio/messages/inbound");
    var form =
        new CallbackForm()
            .add("AccountSid", gateway.emulator.accountSid())
            .add("MessageSid", "SM" + UUID.randomUUID().toString().replace("-", ""))
            .add("From", from)
            .add("To", OUR_NUMBER)
            .add("Body", body);
    var request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(
                "X-Twilio-Signature",
                RequestSignature.ofForm(gateway.emulator.authToken(), url.toString(), form))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    form.parameters().stream()
                        .map(one -> one.name() + "=" + URLEncoder.encode(one.value(), UTF_8))
                        .collect(Collectors.joining("&"))))
            .build();
    try {
      var answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
