// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The messages as callers, database and handsets know them, held against each other when all is
 * over.
 */
final class ChaosVerdict {
  private final List<String> lost = new ArrayList<>();
  private final List<String> doubled = new ArrayList<>();
  private final List<String> untrue = new ArrayList<>();
  private final List<String> inLimbo = new ArrayList<>();
  private final Map<String, Integer> books = new TreeMap<>();
  private final int asked;

  /**
   * @param accepted what the callers know, by id
   * @param stored the statuses in the database, by body
   * @param taken the ledger of the emulator
   */
  ChaosVerdict(Map<String, ChaosText> accepted, List<Stored> stored, List<Emulator.Entry> taken) {
    this.asked = accepted.size();
    var atTwilio = taken.stream().collect(groupingBy(Emulator.Entry::body));
    var here = stored.stream().collect(groupingBy(Stored::body));
    stored.forEach(row -> books.merge(row.status(), 1, Integer::sum));
    accepted.forEach(
        (id, text) ->
            judge(
                text,
                here.getOrDefault(text.body(), List.of()),
                atTwilio.getOrDefault(text.body(), List.of())));
    var known = accepted.values().stream().collect(toMap(ChaosText::body, text -> text));
    atTwilio.keySet().stream()
        .filter(body -> !known.containsKey(body))
        .forEach(body -> untrue.add("Nobody has asked for what Twilio has got: " + body));
  }

  /** A row of the database. */
  record Stored(String body, String status) {

    /** Without the body. */
    @Override
    public String toString() {
      return "Stored[" + status + "]";
    }
  }

  private void judge(ChaosText text, List<Stored> rows, List<Emulator.Entry> entries) {
    if (entries.size() > 1 || rows.size() > 1) {
      doubled.add(text + " is there " + rows.size() + " times, at Twilio " + entries.size());
    }
    if (rows.isEmpty()) {
      lost.add(text + " was accepted and is not there");
      return;
    }
    var status = rows.getFirst().status();
    switch (status) {
      case "accepted", "dispatching", "unconfirmed", "queued", "sending" ->
          inLimbo.add(text + " is " + status);
      default -> judge(text, status, entries);
    }
  }

  private void judge(ChaosText text, String status, List<Emulator.Entry> entries) {
    if (!text.kind().ends().contains(status)) {
      untrue.add(text + " is " + status);
    } else if (!entries.isEmpty()) {
      var truth = entries.getFirst().status();
      if (!truth.equals(status)) {
        untrue.add(text + " is " + status + ", at Twilio " + truth);
      }
    } else if (text.kind().reachesTwilio() || status.equals("delivered")) {
      lost.add(text + " is " + status + ", and Twilio never got it");
    }
  }

  List<String> lost() {
    return lost;
  }

  List<String> doubled() {
    return doubled;
  }

  /** Whose status is not what became of them. */
  List<String> untrue() {
    return untrue;
  }

  List<String> inLimbo() {
    return inLimbo;
  }

  /** How many messages are in each status. */
  Map<String, Integer> books() {
    return books;
  }

  /** How many more are in the books than were asked for, or fewer. */
  int outOfBalance() {
    return books.values().stream().mapToInt(Integer::intValue).sum() - asked;
  }

  boolean isGood() {
    return lost.isEmpty()
        && doubled.isEmpty()
        && untrue.isEmpty()
        && inLimbo.isEmpty()
        && outOfBalance() == 0;
  }
}
