// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.message.Media;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Gets the bytes of media from where they came from, at most 16 MB; nothing is kept. */
public final class MediaBytes {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long MOST = 16 * 1024 * 1024;

  public MediaBytes() {}

  /** Made by the first who downloads something, for it takes long. */
  private static final class Client {
    static final HttpClient INSTANCE =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
  }

  /** The bytes with their type; empty if they cannot be had, or are too many. */
  public Optional<Answer> of(Media media) {
    var source = media.source();
    try {
      return source.startsWith("data:") ? decode(media) : download(source);
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<Answer> decode(Media media) {
    int comma = media.source().indexOf(',');
    if (comma < 0) {
      return Optional.empty();
    }
    var data = media.source().substring(comma + 1);
    var base64 = media.source().substring(0, comma).endsWith(";base64");
    var bytes =
        base64 ? Base64.getMimeDecoder().decode(data) : data.getBytes(StandardCharsets.UTF_8);
    return Optional.of(new Answer(200, media.contentType(), bytes, Map.of()));
  }

  private static Optional<Answer> download(String url) {
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
    try {
      var response =
          Client.INSTANCE.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST));
      if (response.statusCode() != 200) {
        return Optional.empty();
      }
      var type = response.headers().firstValue("Content-Type").orElse("application/octet-stream");
      return Optional.of(new Answer(200, type, response.body(), Map.of()));
    } catch (IOException unreachableOrTooLong) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
