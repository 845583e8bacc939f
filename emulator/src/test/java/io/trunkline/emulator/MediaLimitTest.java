// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static io.trunkline.emulator.RawClient.OURS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaLimitTest {
  private static final int MOST = 16 * 1024 * 1024;

  @ParameterizedTest
  @CsvSource({"0, 200", "1, 404"})
  void servesMediaUpToSixteenMegabytes(int tooMany, int status) throws IOException {
    var bytes = new byte[MOST + tooMany];
    var host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    host.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    host.start();
    try (var emulator = TwilioEmulator.start()) {
      var url = "http://localhost:" + host.getAddress().getPort() + "/film";
      var message = emulator.handset("+14155550123").texts("Look", OURS, List.of(url));
      var media = message.media().getFirst().sid();

      var answer = RawClient.live(emulator).get("/_emulator/media/" + message.sid() + "/" + media);

      assertThat(answer.status()).isEqualTo(status);
    } finally {
      host.stop(0);
    }
  }
}
