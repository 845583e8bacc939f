// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.control;

import io.trunkline.emulator.callbacks.CallbackLog;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.message.EmulatedMessage;
import io.trunkline.emulator.phone.Handset;
import io.trunkline.emulator.signal.Signal;
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
import java.util.function.Function;
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
    follow(world.messages().changes(), "message", EventFeed::step);
    follow(
        world.calls().changes(),
        "call",
        call -> {
          var state = call.state();
          return json -> CallsControl.write(json, call, state);
        });
    follow(world.handsets().arrivals(), "arrival", EventFeed::arrival);
    follow(
        world.handsets().changes(),
        "handset",
        handset -> json -> HandsetsControl.write(json, world, handset));
    follow(
        world.optOuts().changes(),
        "handset",
        person -> json -> HandsetsControl.write(json, world, handset(world, person)));
    follow(
        world.ledger().additions(), "ledger", entry -> json -> RecordsControl.write(json, entry));
    follow(log.additions(), "callback", callback -> json -> RecordsControl.write(json, callback));
    follow(world.faults().changes(), "faults", faults -> json -> FaultsControl.write(json, faults));
    follow(world.clock().changes(), "clock", clock -> json -> ClockControl.write(json, clock));
    follow(world.numbers().changes(), "numbers", any -> json -> NumbersControl.write(json, world));
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

  /** While nobody reads, news costs a look at an empty list. */
  private <T> void follow(
      Signal<T> signal, String name, Function<T, Consumer<JsonGenerator>> members) {
    signal.listen(
        news -> {
          if (!readers.isEmpty()) {
            tell(new Event(name, members.apply(news)));
          }
        });
  }

  /** Each step as it was, however far the message has come when a reader takes it. */
  private static Consumer<JsonGenerator> step(EmulatedMessage message) {
    var state = message.state();
    return json -> MessagesControl.write(json, message, state);
  }

  private static Consumer<JsonGenerator> arrival(Handset.Arrival arrival) {
    return json -> {
      json.writeStringProperty("number", arrival.number());
      json.writeStringProperty("message_sid", arrival.message().sid());
    };
  }

  /** The phone at the address, which may name a channel. */
  private static Handset handset(World world, String address) {
    return world.handsets().at(address.substring(address.indexOf(':') + 1));
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
