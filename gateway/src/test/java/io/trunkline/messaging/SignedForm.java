// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trunkline.emulator.callbacks.CallbackForm;
import io.trunkline.emulator.callbacks.RequestSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A callback as Twilio would make it, to be made when a test wants it.
 *
 * @param token Twilio's mark of a repetition; null for none
 */
public record SignedForm(String path, CallbackForm form, @Nullable String token) {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  public HttpResponse<String> post(TestGateway gateway) {
    var url = gateway.url.resolve(path);
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
                        .collect(Collectors.joining("&"))));
    if (token != null) {
      request.header("I-Twilio-Idempotency-Token", token);
    }
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
