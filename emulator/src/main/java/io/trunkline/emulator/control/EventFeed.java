// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.control;

import io.trunkline.emulator.callbacks.CallbackLog;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.phone.Handset;
import io.trunkline.emulator.world.World;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * {@code /_emulator/events}: what happens, while it happens, as server-sent events.
 *
 * <p>The first event of each stream is {@code resync}: whatever the reader knew may be old, so it
 * reads anew what it needs. A reader that is too slow loses what it could not take and gets a
 * {@code resync} instead; neither the world nor another reader ever waits for it.
 */
public final class EventFeed implements AutoCloseable {
  /** How many events wait for one reader at most. */
  public static final int CAPACITY = 1024;

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final byte[] SILENCE = ": \n\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] PATIENCE = "retry: 1000\n".getBytes(StandardCharsets.UTF_8);
  private static final Event RESYNC = new Event("resync", json -> {});
  private static final Event RESET = new Event("reset", json -> {});
  private static final Event END = new Event("end", json -> {});

  private final World world;
  private final List<BlockingQueue<Event>> readers = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /** Something that happened; its members are written when a reader takes it. */
  private record Event(String name, Consumer<JsonGenerator> members) {
    byte[] bytes() {
      var data = new String(Json.object(members), StandardCharsets.UTF_8);
      return ("event: " + name + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Listens to everything, and tells nobody until somebody reads. */
  public EventFeed(World world, CallbackLog log) {
    this.world = world;
    world
        .messages()
        .changes()
        .listen(
            message -> {
              var state = message.state();
              tell("message", json -> MessagesControl.write(json, message, state));
            });
    world.handsets().arrivals().listen(this::arrived);
    world.handsets().changes().listen(this::changed);
    world.optOuts().changes().listen(this::changedItsMind);
    world
        .ledger()
        .additions()
        .listen(entry -> tell("ledger", json -> RecordsControl.write(json, entry)));
    log.additions()
        .listen(callback -> tell("callback", json -> RecordsControl.write(json, callback)));
    world
        .faults()
        .changes()
        .listen(faults -> tell("faults", json -> FaultsControl.write(json, faults)));
    world.clock().changes().listen(clock -> tell("clock", json -> ClockControl.write(json, clock)));
    world
        .numbers()
        .changes()
        .listen(numbers -> tell("numbers", json -> NumbersControl.write(json, numbers)));
  }

  Answer open(Request request) {
    return Answer.stream("text/event-stream;charset=utf-8", this::writeTo)
        .with("Cache-Control", "no-store");
  }

  /** Tells all readers that the world is as it was at the beginning. */
  public void reset() {
    tell(RESET);
  }

  /** Ends all streams. */
  @Override
  public void close() {
    closed = true;
    for (var reader : readers) {
      reader.clear();
      reader.add(END);
    }
  }

  private void arrived(Handset.Arrival arrival) {
    tell(
        "arrival",
        json -> {
          json.writeStringProperty("number", arrival.number());
          json.writeStringProperty("message_sid", arrival.message().sid());
        });
  }

  private void changedItsMind(String address) {
    changed(world.handsets().at(address.substring(address.indexOf(':') + 1)));
  }

  private void changed(Handset handset) {
    tell("handset", json -> HandsetsControl.write(json, world, handset));
  }

  private void tell(String name, Consumer<JsonGenerator> members) {
    if (!readers.isEmpty()) {
      tell(new Event(name, members));
    }
  }

  private void tell(Event event) {
    for (var reader : readers) {
      if (!reader.offer(event)) {
        reader.clear();
        reader.offer(RESYNC);
      }
    }
  }

  private void writeTo(OutputStream out) throws IOException {
    var reader = new ArrayBlockingQueue<Event>(CAPACITY);
    reader.add(RESYNC);
    readers.add(reader);
    try {
      out.write(PATIENCE);
      while (!closed) {
        var event = reader.poll(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
        if (event == END) {
          return;
        }
        out.write(event == null ? SILENCE : event.bytes());
        if (reader.isEmpty()) {
          out.flush();
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      readers.remove(reader);
    }
  }
}
