// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.account.Accounts;
import io.trunkline.account.Scope;
import io.trunkline.account.TwilioCredentials;
import io.trunkline.server.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.HealthIndicator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Auth tokens are exchanged over REST, by the account that they belong to. */
class AuthTokensTest {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String SID = "AC" + "7".repeat(32);

  @TempDir static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server =
        TestServer.start(
            folder,
            "--trunkline.account.twilio.account-sid=AC" + "8".repeat(32),
            "--trunkline.account.twilio.auth-token=configured-one",
            "--trunkline.account.twilio.secondary-auth-token=configured-two");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void exchangesTheTokensOfAnAccountAndShowsNone() throws Exception {
    var accounts = server.bean(Accounts.class);
    var shop = accounts.open("shop", new TwilioCredentials(SID, "the-old-token", null, null, null));
    var key =
        accounts.createKey(shop.id(), "test", Set.of(Scope.OPERATE, Scope.CONFIGURE)).secret();
    var first = ask("GET", "", "", key).path("data").path(0).path("fingerprint").stringValue();

    var added = ask("PUT", "/secondary", "{\"auth_token\": \"the-new-token\"}", key);
    assertThat(added.path("data")).hasSize(2);
    assertThat(added.path("notes").path(0).stringValue()).startsWith("Two auth tokens are valid");
    assertThat(added.toString()).doesNotContain("the-old-token", "the-new-token");
    assertThat(
            ask("PUT", "/secondary", "{\"auth_token\": \"a-third-token\"}", key)
                .path("code")
                .stringValue())
        .isEqualTo("secondary_token_exists");

    var promoted = ask("POST", "/promote", "", key);
    assertThat(promoted.path("data").path(1).path("fingerprint").stringValue()).isEqualTo(first);
    assertThat(accounts.credentials(shop.id()).orElseThrow().password()).isEqualTo("the-new-token");

    assertThat(ask("DELETE", "/secondary", "", key).path("data")).hasSize(1);
    assertThat(ask("DELETE", "/secondary", "", key).path("code").stringValue())
        .isEqualTo("no_secondary_token");
  }

  @Test
  void leavesTheConfiguredOnesToTheConfiguration() throws Exception {
    var key = server.key(Scope.CONFIGURE);

    assertThat(ask("POST", "/promote", "", key).path("code").stringValue())
        .isEqualTo("configured_by_properties");
  }

  @Test
  void wantsAKeyThatMay() throws Exception {
    assertThat(ask("POST", "/promote", "", server.key(Scope.OPERATE)).path("code").stringValue())
        .isEqualTo("missing_scope");
    assertThat(ask("GET", "", "", server.key(Scope.CONFIGURE)).path("code").stringValue())
        .isEqualTo("missing_scope");
  }

  @Test
  void saysInHealthHowFarARotationIs() {
    var health =
        requireNonNull(server.bean("twilioHealthIndicator", HealthIndicator.class).health());

    assertThat(String.valueOf(health.getDetails().get("authTokens")))
        .contains("no callback has shown which of them Twilio signs with")
        .doesNotContain("configured-one", "configured-two");
  }

  private static JsonNode ask(String method, String path, String body, String key)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(server.url() + "/v1/auth-tokens" + path))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return JsonMapper.shared()
        .readTree(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }
}
