// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trunkline.account.AccountId;
import io.trunkline.egress.StrangeServer;
import io.trunkline.problem.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** The room beside a server that has a GIF of whatever type its path says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MediaStage {

  static final int MIB = 1024 * 1024;
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private final StrangeServer server = serve();

  final MediaRoom room =
      new MediaRoom(
          "trunkline.callbacks.public-url=https://sms.example.com/twilio-goes-here",
          "trunkline.account.encryption-key=" + Base64.getEncoder().encodeToString(new byte[32]),
          "trunkline.media.check-urls=true",
          "trunkline.egress.allowed-networks=127.0.0.1",
          "trunkline.media.allowed-ports=" + server.port());

  final Media media = room.get(Media.class);
  final AccountId account = room.account();

  private static StrangeServer serve() {
    try {
      return new StrangeServer(
          "127.0.0.1",
          0,
          (path, out) ->
              StrangeServer.says(
                      path.equals("/gone") ? "404 Gone" : "200 OK",
                      "Content-Type: %s\r\n".formatted(path.substring(1)),
                      "GIF89a, so to speak")
                  .answer(path, out));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  void stop() throws IOException {
    room.close();
    server.close();
  }

  static List<String> codes(List<Refusal> refusals) {
    return refusals.stream()
        .flatMap(refusal -> refusal.errors().stream())
        .map(error -> error.pointer() + " " + error.code())
        .toList();
  }

  final MediaFile put(String type, String content) throws IOException {
    return media.put(account, type, new ByteArrayInputStream(content.getBytes(UTF_8)));
  }

  static byte[] picture(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    System.arraycopy(PNG, 0, bytes, 0, PNG.length);
    return bytes;
  }

  static URI entry(MediaFile file) {
    return URI.create(file.id().toString());
  }

  final URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }
}
