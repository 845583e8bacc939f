// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.problem.RefusalException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Many requests together, some of which cannot be read; gathered, then sent at once. */
final class BulkRequest {

  /** What came of reading one. */
  private record Entry(
      @Nullable Long line, @Nullable SendMessage request, @Nullable SendResult no) {}

  private final List<Entry> entries = new ArrayList<>();

  int size() {
    return entries.size();
  }

  /**
   * Adds what is read.
   *
   * @param reading throws a {@link RefusalException} if it is no message, which is then its answer
   */
  void add(@Nullable Long line, Supplier<SendMessage> reading) {
    try {
      entries.add(new Entry(line, reading.get(), null));
    } catch (RefusalException e) {
      entries.add(new Entry(line, null, new SendResult.Refused(e.refusal())));
    }
  }

  /** The line of the first. */
  long firstLine() {
    var line = entries.getFirst().line();
    return line == null ? 1 : line;
  }

  /** Sends what could be read, and answers all in their order. */
  List<BulkAnswer> send(Messages messages) {
    var results =
        messages
            .sendAll(entries.stream().flatMap(entry -> Stream.ofNullable(entry.request())).toList())
            .iterator();
    return entries.stream()
        .map(
            entry -> {
              var no = entry.no();
              return BulkAnswer.of(entry.line(), no != null ? no : results.next());
            })
        .toList();
  }
}
