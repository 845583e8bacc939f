// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadTest {
  @ParameterizedTest
  @CsvSource({
    "/, text/html",
    "/_emulator/health, application/json",
    "/_emulator/events, text/event"
  })
  void answersAsGetWithoutABody(String path, String type) throws Exception {
    try (var emulator = TwilioEmulator.start();
        var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(emulator.baseUrl() + path))
              .HEAD()
              .timeout(Duration.ofSeconds(5))
              .build();
      for (int probe = 0; probe < 2; probe++) {
        var answer = http.send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
        assertThat(answer.body()).isEmpty();
      }
    }
  }
}
