// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.twilio.http.NetworkHttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.security.RequestValidator;
import com.twilio.type.PhoneNumber;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server has done at the emulator, seen through twilio-java. */
class OfficialSdkAgreesTest {

  private static final String ALICE = "+14155550123";

  /** Sends what is meant for Twilio to the emulator. */
  private static final class Rerouted extends NetworkHttpClient {

    private final String base;

    Rerouted(String base) {
      this.base = base;
    }

    @Override
    public Response makeRequest(Request request) {
      var url = request.constructURL();
      var rerouted = new Request(request.getMethod(), base + url.getFile());
      rerouted.setAuth(request.getUsername(), request.getPassword());
      return super.makeRequest(rerouted);
    }
  }

  @TempDir Path folder;

  @Test
  void findsEveryTextAndBelievesEveryCallback() {
    try (var stage = new Stage(folder)) {
      var bodies = IntStream.range(0, 3).mapToObj(n -> "Text " + n).toList();
      var ids = bodies.stream().map(body -> stage.api.send(ALICE, body).text("id")).toList();
      await().until(() -> ids.stream().map(stage.api::statusOf).allMatch("delivered"::equals));

      var client =
          new TwilioRestClient.Builder(stage.emulator.accountSid(), stage.emulator.authToken())
              .httpClient(new Rerouted(stage.emulator.baseUrl()))
              .build();
      var threePages = Message.reader().setTo(new PhoneNumber(ALICE)).pageSize(1).read(client);

      assertThat(threePages)
          .extracting(Message::getBody)
          .containsExactlyInAnyOrderElementsOf(bodies);
      assertThat(threePages)
          .extracting(Message::getSid)
          .containsExactlyInAnyOrderElementsOf(
              ids.stream()
                  .map(id -> stage.api.get("/v1/messages/" + id).text("twilio_sid"))
                  .toList());
      var validator = new RequestValidator(stage.emulator.authToken());
      assertThat(stage.emulator.callbacks())
          .hasSizeGreaterThanOrEqualTo(9)
          .allSatisfy(
              callback -> {
                var parameters = new HashMap<String, String>();
                callback.parameters().forEach(each -> parameters.put(each.name(), each.value()));
                assertThat(validator.validate(callback.url(), parameters, callback.signature()))
                    .isTrue();
              });
    }
  }
}
