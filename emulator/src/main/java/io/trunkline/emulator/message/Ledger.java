// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.message;

import io.trunkline.emulator.signal.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Every message that the REST API ever took, whatever became of it and whatever the client was
 * answered: the witness against duplicates. Neither deletion nor redaction changes it.
 */
public final class Ledger {
  private final ConcurrentLinkedQueue<Entry> entries = new ConcurrentLinkedQueue<>();
  private final Signal<Entry> additions = new Signal<>();

  public Ledger() {}

  /** One message that was taken. */
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

  public void enter(EmulatedMessage message, MessageDraft draft) {
    var entry =
        new Entry(
            message.created(),
            draft.account().sid(),
            message.sid(),
            draft.from(),
            draft.to(),
            draft.body(),
            draft.statusCallback());
    entries.add(entry);
    additions.tell(entry);
  }

  /** Told of each entry that was made. */
  public Signal<Entry> additions() {
    return additions;
  }

  /** In the order they were taken. */
  public List<Entry> entries() {
    return new ArrayList<>(entries);
  }

  /** How often each text was taken for each recipient, in the order of their first time. */
  public Map<Text, Integer> counts() {
    var counts = new LinkedHashMap<Text, Integer>();
    for (var entry : entries) {
      counts.merge(new Text(entry.to, entry.body), 1, Integer::sum);
    }
    return counts;
  }

  /** How often the text was taken for the recipient. */
  public int count(String to, String body) {
    return counts().getOrDefault(new Text(to, body), 0);
  }

  public void reset() {
    entries.clear();
  }
}
