// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who watches the emulator; reads by the rules for server-sent events. */
final class EventStream implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final InputStream body;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final Thread reader;

  record Event(String name, JsonNode data) {
    String text(String member) {
      return data.path(member).asString("");
    }
  }

  EventStream(TwilioEmulator emulator) {
    var request = HttpRequest.newBuilder(URI.create(emulator.baseUrl() + "/_emulator/events"));
    try {
      body = HTTP.send(request.build(), BodyHandlers.ofInputStream()).body();
      var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
      reader = Thread.startVirtualThread(() -> read(lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Everything that came, in order. */
  List<Event> events() {
    return events;
  }

  List<Event> named(String name) {
    return events.stream().filter(event -> event.name().equals(name)).toList();
  }

  boolean hasEnded() {
    return !reader.isAlive();
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(BufferedReader lines) {
    var name = "message";
    var data = new StringBuilder();
    try {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event: ")) {
          name = line.substring("event: ".length());
        } else if (line.startsWith("data: ")) {
          data.append(line.substring("data: ".length()));
        } else if (line.isEmpty() && !data.isEmpty()) {
          events.add(new Event(name, MAPPER.readTree(data.toString())));
          name = "message";
          data.setLength(0);
        }
      }
    } catch (IOException cut) {
      return;
    }
  }
}
