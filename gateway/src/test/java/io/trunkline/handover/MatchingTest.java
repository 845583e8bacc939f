// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.account.AccountId;
import io.trunkline.handover.Likeness.Ours;
import io.trunkline.handover.Likeness.Theirs;
import io.trunkline.handover.Matching.Verdict;
import io.trunkline.law.Purpose;
import io.trunkline.messaging.Handover;
import io.trunkline.messaging.Message;
import io.trunkline.messaging.MessageId;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.twilio.Channel;
import io.trunkline.twilio.TwilioMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Messages and records are written as words: {@code from seconds body}. In a record the sender may
 * be {@code service/number}; {@code -} is no body, {@code *} a template's, {@code body+} a body
 * with media. Verdicts: the number of the record from 1, {@code none}, or {@code ?}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MatchingTest {

  private static final Instant START = Instant.parse("2026-11-25T09:00:00Z");

  @ParameterizedTest(name = "{0}: {1} | {2} = {3}")
  @CsvSource({
    "nothing there,                    a 0 x,                 '',                      none",
    "the one,                          a 0 x,                 a 1 x,                   1",
    "another sender's,                 a 0 x,                 b 1 x,                   none",
    "too early,                        a 500 x,               a 1 x,                   none",
    "clocks apart,                     a 60 x,                a 0 x,                   1",
    "twins oldest to oldest,           a 0 x; a 9 x,          a 1 x; a 10 x,           1 2",
    "twins of which one is there,      a 0 x; a 9 x,          a 1 x,                   1 none",
    "of three twins two,               a 0 x; a 1 x; a 2 x,   a 3 x; a 4 x,            1 2 none",
    "more records than messages,       a 0 x,                 a 1 x; a 2 x,            1",
    "different words,                  a 0 x; a 0 y,          a 1 y; a 1 x,            2 1",
    "rewritten,                        a 0 x,                 a 1 z,                   ?",
    "rewritten beside its own,         a 0 x,                 a 1 z; a 2 x,            2",
    "rewritten beside a twin's,        a 0 x; a 0 x,          a 1 x; a 1 z,            1 ?",
    "redacted,                         a 0 x,                 a 1 -,                   1",
    "its own before a redacted one,    a 0 x,                 a 1 -; a 2 x,            2",
    "no thief of a redacted one,       a 0 x; a 1 y,          a 2 -; a 3 x,            2 1",
    "redacted and nobody's twin,       a 0 x; a 0 y,          a 1 -,                   ? ?",
    "redacted and everybody's,         a 0 x; a 0 y,          a 1 -; a 2 -,            1 2",
    "redacted twins,                   a 0 x; a 0 x,          a 1 -,                   1 none",
    "a trial account's sentence,       a 0 x,                 a 1 trial_x,             1",
    "whole words before endings,       a 0 b; a 0 ab,         a 1 ab,                  none 1",
    "an ending moves on,               a 0 b; a 0 ab,         a 1 ab; a 2 b,           2 1",
    "a service's sender,               MG1 0 x,               MG1/a 1 x,               1",
    "a service without a sender yet,   MG1 0 x,               MG1/ 1 x,                1",
    "a service gives way,              MG1 0 x; a 0 x,        MG1/a 1 x; MG1/c 2 x,    2 1",
    "a template's words are Twilio's,  a 0 *,                 a 1 z,                   1",
    "a template yields to the words,   a 0 *; a 0 x,          a 1 x; a 2 z,            2 1",
    "media alone,                      a 0 -+,                a 1 -+,                  1",
    "words and media,                  a 0 x+,                a 1 x+,                  1",
    "media became a link,              a 0 x+,                a 1 x,                   ?",
    "smart encoding,                   a 0 it’s,              a 1 it's,                1",
  })
  void findsTheRecordOf(String what, String messages, @Nullable String records, String expected) {
    var doubtful = parts(messages).stream().map(MatchingTest::message).toList();
    var oldestFirst = IntStream.range(0, parts(records).size());
    var found = oldestFirst.mapToObj(i -> record(i + 1, parts(records).get(i))).toList();

    var verdicts = Matching.of(doubtful, true, found.reversed());

    assertThat(doubtful.stream().map(one -> written(verdicts.get(one.id()))))
        .containsExactly(expected.split(" "));
  }

  @Test
  void neverGivesOneRecordAwayTwiceAndFindsAsManyAsCanBe() {
    var random = new Random(7);
    for (int round = 0; round < 500; round++) {
      var messages = new ArrayList<Handover>();
      var records = new ArrayList<TwilioMessage>();
      for (int i = 0; i < random.nextInt(1, 7); i++) {
        messages.add(message("a %d x".formatted(random.nextInt(600))));
      }
      for (int i = 0; i < random.nextInt(7); i++) {
        records.add(record(i, "a %d x".formatted(random.nextInt(600))));
      }

      var found =
          Matching.of(messages, true, records.reversed()).values().stream()
              .filter(Verdict.Found.class::isInstance)
              .toList();

      assertThat(found).doesNotHaveDuplicates().hasSize(most(messages, records, 0));
    }
  }

  @Test
  void concludesNothingFromOtherWordsWhereThereAreMoreInDoubt() {
    var messages = List.of(message("a 0 x"), message("a 0 y"));
    var records = List.of(record(1, "a 1 x"), record(2, "a 2 -"));

    var verdicts = Matching.of(messages, false, records.reversed());

    assertThat(messages.stream().map(one -> written(verdicts.get(one.id()))))
        .containsExactly("1", "?");
  }

  /** The size of the largest matching, by trying everything. */
  private static int most(List<Handover> messages, List<TwilioMessage> records, int from) {
    if (from == messages.size()) {
      return 0;
    }
    int most = most(messages, records, from + 1);
    for (var record : records) {
      if (Likeness.of(Ours.of(messages.get(from)), Theirs.of(record)) == Likeness.SAME) {
        var others = records.stream().filter(other -> other != record).toList();
        most = Math.max(most, 1 + most(messages, others, from + 1));
      }
    }
    return most;
  }

  private static List<String> parts(@Nullable String text) {
    return text == null || text.isEmpty() ? List.of() : List.of(text.split("; "));
  }

  private static Handover message(String text) {
    var words = text.split(" ");
    var media = words[2].endsWith("+") ? List.of("https://example.com/cat.png") : List.<String>of();
    return new Handover(
        new MessageId(UUID.randomUUID()),
        new AccountId(new UUID(0, 1)),
        words[2].equals("*") ? Channel.WHATSAPP : Channel.SMS,
        Purpose.TRANSACTIONAL,
        new Message.Terms(null, null),
        words[0],
        null,
        null,
        Set.of(),
        PhoneNumber.parse("+14155550101"),
        new Message.Content(
            body(words[2]), media, null, words[2].equals("*") ? "HX1" : null, Map.of(), null),
        1,
        0,
        START.plusSeconds(Long.parseLong(words[1])),
        START,
        0,
        null,
        START,
        null,
        null);
  }

  private static TwilioMessage record(int number, String text) {
    var words = text.split(" ");
    var sender = words[0].split("/", -1);
    var chosen = sender[sender.length - 1];
    return new TwilioMessage(
        "SM" + number,
        "+14155550101",
        chosen.isEmpty() ? null : chosen,
        sender.length > 1 ? sender[0] : null,
        body(words[2]),
        "sent",
        null,
        START.plusSeconds(Long.parseLong(words[1])),
        null,
        "outbound-api",
        1,
        words[2].endsWith("+") ? 1 : 0,
        null,
        null);
  }

  private static String body(String word) {
    return word.replace("+", "").replace("-", "").replace("*", "").replace('_', ' ');
  }

  private static String written(@Nullable Verdict verdict) {
    return switch (verdict) {
      case Verdict.Found(var record) -> record.sid().substring(2);
      case Verdict.Absent() -> "none";
      case Verdict.Untold(_) -> "?";
      case null -> "nothing";
    };
  }
}
