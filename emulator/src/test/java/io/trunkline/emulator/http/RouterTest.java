// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouterTest {
  private final Router router =
      new Router()
          .on("messaging", "GET", "/v1/Services/{Sid}", says("messaging"))
          .on("verify", "GET", "/v1/Services/{Sid}", says("verify"))
          .on("api", "GET", "/2010-04-01/Accounts/{Sid}.json", says("account"))
          .on("api", "GET", "/2010-04-01/Accounts/{Sid}/Messages.json", says("messages"))
          .on("api", "GET", "/M/{Sid}", says("bytes"))
          .on("api", "GET", "/M/{Sid}.json", says("json"))
          .on("api", "DELETE", "/M/{Sid}", says("deleted"))
          .on(Router.OWN, "GET", "/_emulator/handsets/{Number}", says("handset"));

  @Test
  void knowsTheProductByTheHostThatTheRequestWasMeantFor() {
    var meant = Map.of("X-Original-Host", "verify.twilio.com", "Host", "messaging.twilio.com");
    assertThat(get("/v1/Services/VA1", meant)).isEqualTo("verify VA1");
    assertThat(get("/v1/Services/MG1", Map.of("Host", "messaging.dublin.ie1.twilio.com:443")))
        .isEqualTo("messaging MG1");
  }

  @Test
  void knowsTheProductByTheFirstSegmentOfThePath() {
    assertThat(get("/verify/v1/Services/VA1", Map.of("Host", "localhost:8090")))
        .isEqualTo("verify VA1");
    assertThat(get("/messaging/v1/Services/MG1", Map.of())).isEqualTo("messaging MG1");
  }

  @Test
  void knowsTheProductByThePathAlone() {
    assertThat(get("/2010-04-01/Accounts/AC1.json", Map.of())).isEqualTo("account AC1");
    assertThat(get("/2010-04-01/Accounts/AC1/Messages.json", Map.of())).isEqualTo("messages AC1");
  }

  @Test
  void tellsASuffixFromAName() {
    assertThat(get("/M/ME1", Map.of())).isEqualTo("bytes ME1");
    assertThat(get("/M/ME1.json", Map.of())).isEqualTo("json ME1");
  }

  @Test
  void findsItsOwnPathsAtTwiliosHosts() {
    assertThat(get("/_emulator/handsets/1", Map.of("Host", "messaging.twilio.com")))
        .isEqualTo("handset 1");
  }

  @Test
  void takesAPlusInAPathForItself() {
    assertThat(get("/_emulator/handsets/+14155550123", Map.of())).isEqualTo("handset +14155550123");
    assertThat(get("/_emulator/handsets/%2B14155550123", Map.of()))
        .isEqualTo("handset +14155550123");
  }

  @Test
  void refusesUnknownPathsAndOtherMethods() {
    assertRefused("GET", "/2010-04-01/Accounts", 404, 20404);
    assertRefused("GET", "/2010-04-01/Accounts/.json", 404, 20404);
    assertRefused("GET", "/", 404, 20404);
    assertRefused("POST", "/M/ME1", 405, 20004);
  }

  private void assertRefused(String method, String path, int status, int code) {
    assertThatThrownBy(() -> router.handle(request(method, path, Map.of())))
        .asInstanceOf(type(Refusal.class))
        .satisfies(
            refusal -> {
              assertThat(refusal.status()).isEqualTo(status);
              assertThat(refusal.code()).isEqualTo(code);
            });
  }

  private String get(String path, Map<String, String> headers) {
    return new String(router.handle(request("GET", path, headers)).body(), StandardCharsets.UTF_8);
  }

  private static Request request(String method, String path, Map<String, String> headers) {
    return new Request(method, path, "", headers::get, new byte[0]);
  }

  private static Handler says(String what) {
    return request -> {
      var variable = request.variable(request.hasVariable("Sid") ? "Sid" : "Number");
      return Answer.json(200, (what + " " + variable).getBytes(StandardCharsets.UTF_8));
    };
  }
}
