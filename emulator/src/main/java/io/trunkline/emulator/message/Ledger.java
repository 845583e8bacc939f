// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.message;

import io.trunkline.emulator.signal.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every message that the REST API ever took, whatever became of it and whatever the client was
 * answered: the witness against duplicates. Neither deletion nor redaction changes it.
 */
public final class Ledger {
  // What an entry shows never changes, so the messages themselves are the cheapest record.
  private final List<EmulatedMessage> taken = new ArrayList<>();

  private final Signal<Entry> additions = new Signal<>();

  public Ledger() {}

  /**
   * One message that was taken.
   *
   * @param from empty if a Messaging Service was to choose
   */
  public record Entry(
      Instant at,
      String accountSid,
      String sid,
      String from,
      String to,
      String body,
      @Nullable String statusCallback) {}

  /** What makes two messages the same to the person who gets them. */
  public record Text(String to, String body) {}

  public void enter(EmulatedMessage message) {
    synchronized (this) {
      taken.add(message);
    }
    additions.tell(entry(message));
  }

  /** Told of each entry that was made. */
  public Signal<Entry> additions() {
    return additions;
  }

  /** In the order they were taken. */
  public synchronized List<Entry> entries() {
    return taken.stream().map(Ledger::entry).toList();
  }

  /** How often each text was taken for each recipient, in the order of their first time. */
  public synchronized Map<Text, Integer> counts() {
    var counts = new LinkedHashMap<Text, Integer>();
    for (var message : taken) {
      counts.merge(new Text(message.to(), message.said()), 1, Integer::sum);
    }
    return counts;
  }

  /** How often the text was taken for the recipient. */
  public int count(String to, String body) {
    return counts().getOrDefault(new Text(to, body), 0);
  }

  public synchronized void reset() {
    taken.clear();
  }

  private static Entry entry(EmulatedMessage message) {
    return new Entry(
        message.created(),
        message.account().sid(),
        message.sid(),
        message.initialState().from(),
        message.to(),
        message.said(),
        message.statusCallback());
  }
}
