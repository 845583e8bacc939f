// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.messaging.MessageStatus;
import io.trunkline.messaging.TimelineEntry;
import io.trunkline.messaging.TimelineEntry.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What becomes of a message, and all the orders in which Twilio may tell it. */
enum CallbackStory {
  READ(List.of("queued", "sent", "delivered", "read"), List.of("delivered", "read")),
  NOT_DELIVERED(List.of("sending", "sent", "undelivered"), List.of("undelivered"));

  /** Our own answer, which Twilio's callbacks may overtake. */
  static final String ANSWER = "answer";

  /** What is genuine and cannot be read, so that whatever is applied with it is taken apart. */
  static final String UNREADABLE = "unreadable";

  private static final int SHUFFLES = 120;

  private final List<String> words;
  private final List<String> ends;

  CallbackStory(List<String> words, List<String> ends) {
    this.words = words;
    this.ends = ends;
  }

  /** What the timeline shows of an entry, but for when we learned of it. */
  record Line(
      Source source,
      @Nullable MessageStatus status,
      @Nullable String word,
      @Nullable Integer error) {

    static Line of(TimelineEntry entry) {
      return new Line(entry.source(), entry.status(), entry.twilioStatus(), entry.errorCode());
    }
  }

  /** What the timeline shows in the end. */
  List<Line> timeline() {
    return Stream.concat(
            Stream.of(
                new Line(Source.REQUEST, MessageStatus.ACCEPTED, null, null),
                new Line(Source.HANDOVER, MessageStatus.QUEUED, "accepted", null)),
            words.stream()
                .map(
                    word ->
                        new Line(
                            Source.CALLBACK,
                            MessageStatus.ofTwilio(word).orElseThrow(),
                            word,
                            error(word))))
        .toList();
  }

  /** All types of events that may be told, in order. */
  List<String> events() {
    return Stream.concat(Stream.of("accepted", "queued"), words.stream())
        .distinct()
        .map(word -> "message." + word)
        .toList();
  }

  /** The events that are always told, at last. */
  String[] lastEvents() {
    return ends.stream().map(word -> "message." + word).toArray(String[]::new);
  }

  static @Nullable Integer error(String word) {
    return word.equals("undelivered") ? 30005 : null;
  }

  /** Every order; each with every callback told twice; and shuffled ones with both, and worse. */
  List<List<String>> orders() {
    var told = new ArrayList<>(words);
    told.add(ANSWER);
    var orders = new ArrayList<List<String>>();
    permute(told, 0, orders);
    for (var order : List.copyOf(orders)) {
      orders.add(
          order.stream()
              .flatMap(one -> Collections.nCopies(one.equals(ANSWER) ? 1 : 2, one).stream())
              .toList());
    }
    var dice = new Random(ordinal());
    for (int i = 0; i < SHUFFLES; i++) {
      var shuffled = new ArrayList<>(told);
      shuffled.addAll(words);
      if (i % 4 == 0) {
        shuffled.add(UNREADABLE);
      }
      Collections.shuffle(shuffled, dice);
      orders.add(List.copyOf(shuffled));
    }
    // So that what is told where, and with which token, has nothing to do with the order.
    Collections.shuffle(orders, dice);
    return orders;
  }

  private static void permute(List<String> told, int from, List<List<String>> orders) {
    if (from == told.size()) {
      orders.add(List.copyOf(told));
    }
    for (int i = from; i < told.size(); i++) {
      Collections.swap(told, from, i);
      permute(told, from + 1, orders);
      Collections.swap(told, from, i);
    }
  }
}
