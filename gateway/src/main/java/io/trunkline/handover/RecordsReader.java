// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import io.trunkline.account.AccountId;
import io.trunkline.messaging.Change;
import io.trunkline.messaging.MessageStatus;
import io.trunkline.messaging.TimelineEntry.Source;
import io.trunkline.messaging.Unsettled;
import io.trunkline.messaging.Unsettled.Check;
import io.trunkline.messaging.Unsettled.Checked;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Channel;
import io.trunkline.twilio.Twilio;
import io.trunkline.twilio.TwilioFetch;
import io.trunkline.twilio.TwilioListing;
import io.trunkline.twilio.TwilioMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads in Twilio's records what no callback has told: where messages are, and what they have cost.
 * Few messages are asked for one by one; many that were handed over at about the same time are read
 * off a list, a thousand a request. An account gets a bounded number of requests a round; what is
 * left over, or what Twilio does not answer, comes first in the next.
 */
final class RecordsReader {

  private static final Logger log = LoggerFactory.getLogger(RecordsReader.class);

  /** As many messages at about the same time are read off a list rather than one by one. */
  static final int MANY = 20;

  /** The most requests of one account in one round. */
  static final int REQUESTS = 100;

  /** The most messages of one account in one round, so that memory stays bounded. */
  private static final int MESSAGES = 20_000;

  /** What lies further apart is not of one time. */
  private static final Duration APART = Duration.ofMinutes(5);

  /** Within this time Twilio has sent on nearly everything that it has taken. */
  private static final Duration SENT_WITHIN = Duration.ofMinutes(10);

  private final Unsettled unsettled;
  private final Twilio twilio;
  private final HandoverProperties properties;
  private final Clock clock;

  RecordsReader(Unsettled unsettled, Twilio twilio, HandoverProperties properties, Clock clock) {
    this.unsettled = unsettled;
    this.twilio = twilio;
    this.properties = properties;
    this.clock = clock;
  }

  /** One round. */
  void read() {
    for (var account : unsettled.accountsToCheck()) {
      var round = new Round(account);
      for (var stretch : stretches(unsettled.toCheck(account, MESSAGES))) {
        round.read(stretch);
      }
    }
  }

  /** Those that were handed over at about the same time, together. */
  private static List<List<Check>> stretches(List<Check> due) {
    var stretches = new ArrayList<List<Check>>();
    Instant last = null;
    for (var check : due.stream().sorted(Comparator.comparing(Check::begunAt)).toList()) {
      if (last == null || check.begunAt().isAfter(last.plus(APART))) {
        stretches.add(new ArrayList<>());
      }
      stretches.getLast().add(check);
      last = check.begunAt();
    }
    return stretches;
  }

  /** What one account may still ask in this round. */
  private final class Round {

    private final AccountId account;
    private int requests = REQUESTS;

    Round(AccountId account) {
      this.account = account;
    }

    void read(List<Check> stretch) {
      var left = new LinkedHashMap<String, Check>();
      stretch.forEach(check -> left.put(check.twilioSid(), check));
      var listed = stretch.stream().filter(Round::isListed).toList();
      if (listed.size() >= MANY && requests > 0) {
        list(listed, left);
      }
      // Also what is in no list: it has not been sent yet, or is a call, or is gone.
      for (var check : left.values()) {
        if (requests > 0) {
          fetch(check);
        }
      }
    }

    /** Takes out of {@code left} what the list has. */
    private void list(List<Check> listed, Map<String, Check> left) {
      var from = listed.getFirst().begunAt().minus(Likeness.CLOCKS_APART);
      var until = listed.stream().map(Round::sentUntil).max(Comparator.naturalOrder()).orElse(from);
      var listing =
          twilio.listMessages(
              account,
              from,
              until,
              page -> {
                requests--;
                take(page, left);
                return requests > 0 && left.values().stream().anyMatch(Round::isListed);
              });
      if (listing instanceof TwilioListing.BrokenOff(_, var why)) {
        fallSilent(why);
      }
    }

    /** Calls have a list of their own. */
    private static boolean isListed(Check check) {
      return check.channel() != Channel.VOICE;
    }

    private static Instant sentUntil(Check check) {
      boolean sent = check.status().isFinal() || check.status() == MessageStatus.SENT;
      var until = sent ? check.movedAt() : check.begunAt().plus(SENT_WITHIN);
      return until.plus(Likeness.CLOCKS_APART);
    }

    private void take(List<TwilioMessage> page, Map<String, Check> left) {
      var checked = new ArrayList<Checked>();
      for (var record : page) {
        var check = left.remove(record.sid());
        if (check != null) {
          checked.add(learned(check, record));
        }
      }
      if (!checked.isEmpty()) {
        unsettled.checked(checked);
      }
    }

    private void fetch(Check check) {
      requests--;
      switch (twilio.fetchMessage(account, check.twilioSid())) {
        case TwilioFetch.Found(var record) -> unsettled.checked(List.of(learned(check, record)));
        case TwilioFetch.Gone() ->
            unsettled.checked(
                List.of(
                    new Checked(check, note(check, "Twilio has no record of it any more"), null)));
        case TwilioFetch.NoAnswer(var why) -> fallSilent(why);
      }
    }

    /** Whoever does not answer once is not asked again in this round. */
    private void fallSilent(String why) {
      requests = 0;
      log.warn("Twilio's records of {} are read in the next round: {}", account, why);
    }
  }

  private Checked learned(Check check, TwilioMessage record) {
    var said = TwilioRecord.said(record, null);
    var status = said.status() == null ? check.status() : said.status();
    var change =
        new Change.Reported(
            check.account(),
            check.message(),
            Source.SEARCH,
            said,
            null,
            "Read in Twilio's records");
    return new Checked(
        check, change, status.isFinal() && said.price() != null ? null : next(check));
  }

  /** Null after the last time. */
  private @Nullable Instant next(Check check) {
    var pauses = properties.checkAgain();
    return check.times() < pauses.size()
        ? Storage.storable(clock.instant().plus(pauses.get(check.times())))
        : null;
  }

  private static Change note(Check check, String detail) {
    return new Change.Noted(check.message(), Source.SEARCH, null, detail);
  }
}
