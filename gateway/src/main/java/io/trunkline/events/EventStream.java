// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trunkline.events.EventStore.End;
import io.trunkline.events.EventStore.Placed;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/**
 * Writes the events of one account to one reader, as server-sent events (HTML Standard, §9.2),
 * until the reader has gone, its time is over or the application ends. It has a thread of its own,
 * which waits while a slow reader takes what it was sent; nothing is heaped up for it meanwhile.
 */
final class EventStream {

  private static final Logger log = LoggerFactory.getLogger(EventStream.class);
  private static final MediaType UTF8_TEXT = new MediaType("text", "plain", UTF_8);

  /** How many are written at a time, so that a stream needs little memory. */
  static final int AT_ONCE = 100;

  /**
   * When a stream speaks and when it ends.
   *
   * @param beat how long it is silent
   * @param lasts how long it lasts
   */
  record Times(Duration beat, Duration lasts) {}

  private final EventStore store;
  private final Watches.Watch watch;
  private final EventQuery query;
  private final Duration beat;
  private final long end;
  private final ResponseBodyEmitter emitter = new ResponseBodyEmitter(0L);
  private Position position;
  private @Nullable EventId last;
  private long silentSince = System.nanoTime();
  private volatile boolean gone;

  /**
   * @param query what is asked for, and how many are read at a time
   * @param from after which event it begins; null if there is none yet
   */
  EventStream(
      EventStore store, Watches.Watch watch, EventQuery query, @Nullable End from, Times times) {
    this.store = store;
    this.watch = watch;
    this.query = query;
    this.position = from == null ? Position.START : from.position();
    this.last = from == null ? null : from.event();
    this.beat = times.beat();
    this.end = System.nanoTime() + times.lasts().toNanos();
  }

  /** What Spring sends; begins to write at once. */
  ResponseBodyEmitter start() {
    emitter.onCompletion(this::leave);
    emitter.onError(_ -> leave());
    Thread.ofVirtual().name("trunkline-event-stream").start(this::run);
    return emitter;
  }

  private void leave() {
    gone = true;
    watch.recent.wake();
  }

  private void run() {
    try (watch) {
      // Whoever comes back before the first event goes on from here as well.
      write("retry: 2000\n" + place());
      while (isWanted()) {
        tell();
      }
      emitter.complete();
    } catch (IOException | IllegalStateException e) {
      log.debug("A reader of events has gone: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      emitter.complete();
    } catch (RuntimeException | Error e) {
      // An Error too: its reader would wait for ever.
      log.warn("A stream of events ends here; its reader comes back and goes on", e);
      emitter.complete();
    }
  }

  private boolean isWanted() {
    return !gone && !watch.isOver() && System.nanoTime() - end < 0;
  }

  /** Tells what is new, or waits for it. */
  private void tell() throws IOException, InterruptedException {
    var version = watch.recent.version();
    var news = watch.recent.after(position);
    boolean moved = news.isPresent() ? tellAll(news.get()) : tellSome();
    if (!moved) {
      var silent = Duration.ofNanos(System.nanoTime() - silentSince);
      var left = Duration.ofNanos(end - System.nanoTime());
      watch.recent.await(version, least(beat.minus(silent), left));
    }
    if (System.nanoTime() - silentSince >= beat.toNanos()) {
      write(":\n" + place());
    }
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private boolean tellAll(List<Placed> news) throws IOException {
    for (int from = 0; from < news.size(); from += AT_ONCE) {
      var some = news.subList(from, Math.min(news.size(), from + AT_ONCE));
      write(some.stream().map(Placed::event).filter(this::isAskedFor).toList());
      reach(some.getLast());
    }
    return !news.isEmpty();
  }

  private boolean tellSome() throws IOException {
    // Before the table is read: what is found nowhere in it is not before this.
    var known = watch.recent.known();
    var found = store.after(position, query);
    write(found.events().stream().map(Placed::event).toList());
    var reached = found.reached();
    if (reached != null) {
      reach(reached);
      return true;
    }
    if (known.compareTo(position) > 0) {
      // Nothing that is asked for, so from here on memory will do.
      position = known;
    }
    return false;
  }

  private void reach(Placed event) {
    position = event.position();
    last = event.event().id();
  }

  private boolean isAskedFor(Event event) {
    return query.types().include(event.type())
        && (query.subject() == null || event.subject().equals(query.subject()));
  }

  private void write(List<Event> events) throws IOException {
    var text = new StringBuilder();
    for (var event : events) {
      text.append("id: ").append(event.id());
      text.append("\nevent: ").append(event.type());
      text.append("\ndata: ").append(event.envelope()).append("\n\n");
    }
    if (!events.isEmpty()) {
      write(text.toString());
    }
  }

  private void write(String text) throws IOException {
    emitter.send(text, UTF8_TEXT);
    silentSince = System.nanoTime();
  }

  /** Where the reader goes on after a break, also behind what it has not asked for. */
  private String place() {
    return last == null ? "\n" : "id: " + last + "\n\n";
  }
}
