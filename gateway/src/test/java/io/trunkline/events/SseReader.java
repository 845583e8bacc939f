// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reader of server-sent events, as the HTML Standard has it. */
final class SseReader implements AutoCloseable {

  /** What came up to an empty line. */
  record Block(@Nullable String id, @Nullable String event, @Nullable String data, boolean beat) {}

  final HttpResponse<InputStream> response;
  private final HttpClient client = HttpClient.newHttpClient();
  private final BufferedReader lines;
  @Nullable String lastEventId;

  SseReader(URI url, @Nullable String lastEventId) {
    var request = HttpRequest.newBuilder(url).header("Accept", "text/event-stream");
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    try {
      response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
  }

  /** The next block; null at the end. */
  @Nullable Block block() {
    String id = null;
    String event = null;
    String data = null;
    boolean beat = false;
    try {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          lastEventId = id != null ? id : lastEventId;
          return new Block(id, event, data, beat);
        }
        var colon = line.indexOf(':');
        var value = line.substring(colon + 1).strip();
        switch (line.substring(0, colon)) {
          case "id" -> id = value;
          case "event" -> event = value;
          case "data" -> data = value;
          case "" -> beat = true;
          default -> {}
        }
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next blocks that hold an event. */
  List<Block> events(int number) {
    var events = new ArrayList<Block>();
    while (events.size() < number) {
      var block = block();
      if (block == null) {
        throw new IllegalStateException("The stream has ended after " + events.size());
      }
      if (block.data() != null) {
        events.add(block);
      }
    }
    return events;
  }

  /** What is left of it. */
  String rest() {
    try {
      return new String(response.body().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
