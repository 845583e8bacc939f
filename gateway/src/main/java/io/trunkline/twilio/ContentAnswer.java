// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

/** What came of a question about content. */
public sealed interface ContentAnswer<T> {

  record Answered<T>(T value) implements ContentAnswer<T> {}

  /** Twilio does not want it. */
  record Refused<T>(TwilioError error) implements ContentAnswer<T> {}

  /** Nothing can be concluded; it may have been done. */
  record NoAnswer<T>(String why) implements ContentAnswer<T> {}

  /** Without what only matters to messages. */
  static <T> ContentAnswer<T> of(Reply<T> reply) {
    return switch (reply) {
      case Reply.Answered<T>(var value) -> new Answered<>(value);
      case Reply.Refused<T>(var error) -> new Refused<>(error);
      case Reply.Throttled<T> _ -> new NoAnswer<>(Reply.TOO_MANY);
      case Reply.NotReached<T>(var why) -> new NoAnswer<>(why);
      case Reply.Unknown<T>(var why) -> new NoAnswer<>(why);
    };
  }
}
