// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** A page of somebody else, in the browser of a developer who has an emulator running. */
class OriginTest {
  @Test
  void refusesChangesByPagesOfOtherOrigins() throws Exception {
    try (var emulator = TwilioEmulator.start()) {
      for (var origin : new String[] {"https://example.com", "null", "http://localhost:1"}) {
        var refused = ask(emulator, "POST", "reset", origin);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("other origins");
        assertThat(ask(emulator, "GET", "health", origin).statusCode()).isEqualTo(200);
      }
      assertThat(ask(emulator, "POST", "reset", emulator.baseUrl()).statusCode()).isEqualTo(204);
    }
  }

  private static HttpResponse<String> ask(
      TwilioEmulator emulator, String method, String path, String origin) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(emulator.baseUrl() + "/_emulator/" + path))
              .header("Origin", origin)
              .method(method, BodyPublishers.noBody())
              .build();
      return http.send(request, BodyHandlers.ofString());
    }
  }
}
