// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What came of one request, whatever it was for. */
sealed interface Reply<T> {

  String TOO_MANY = "Too many requests at once";

  /** A 2xx answer that could be read. */
  record Answered<T>(T value) implements Reply<T> {}

  /** Twilio has looked at it and does not want it. */
  record Refused<T>(TwilioError error) implements Reply<T> {}

  /** Too many requests at once; Twilio did not look at it. */
  record Throttled<T>(@Nullable Duration after) implements Reply<T> {}

  /** No byte of the request has left. */
  record NotReached<T>(String why) implements Reply<T> {}

  /** It may have been done or not. */
  record Unknown<T>(String why) implements Reply<T> {}

  /** Of a request that hands something over. */
  static TwilioAnswer handedOver(Reply<TwilioMessage> reply) {
    return switch (reply) {
      case Answered<TwilioMessage>(var taken) -> new TwilioAnswer.Taken(taken);
      case Refused<TwilioMessage>(var error) -> new TwilioAnswer.Refused(error);
      case Throttled<TwilioMessage>(var after) -> new TwilioAnswer.Throttled(after);
      case NotReached<TwilioMessage>(var why) -> new TwilioAnswer.NotReached(why);
      case Unknown<TwilioMessage>(var why) -> new TwilioAnswer.Unknown(why);
    };
  }

  /** Of a request that only reads: what it says, or why there is no answer. */
  default <R> R read(Function<T, R> said, Function<String, R> noAnswer) {
    return switch (this) {
      case Answered<T>(var value) -> said.apply(value);
      case Refused<T>(var error) -> noAnswer.apply(error.toString());
      case Throttled<T> _ -> noAnswer.apply(TOO_MANY);
      case NotReached<T>(var why) -> noAnswer.apply(why);
      case Unknown<T>(var why) -> noAnswer.apply(why);
    };
  }
}
