// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.trunkline.account.AccountId;
import io.trunkline.messaging.Missed;
import io.trunkline.messaging.Missed.Found;
import io.trunkline.messaging.Missed.Inlet;
import io.trunkline.twilio.Twilio;
import io.trunkline.twilio.TwilioListing;
import io.trunkline.twilio.TwilioMessage;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in the texts to us that no callback has brought: Twilio asks for a few seconds whether
 * somebody takes one, and never again. An account gets a bounded number of requests a round, but
 * the list of an address that is begun is read to its end; what is left over, or what Twilio does
 * not answer, comes in the next round.
 */
final class InboundReader {

  private static final Logger log = LoggerFactory.getLogger(InboundReader.class);

  /** As many requests of one account begin no further address in one round. */
  static final int REQUESTS = 100;

  /** What is younger may be on its way by a callback, which could be answered. */
  static final Duration UNDER_WAY = Duration.ofMinutes(2);

  private static final int AT_ONCE = 100;

  private final Missed missed;
  private final Twilio twilio;
  private final Clock clock;

  InboundReader(Missed missed, Twilio twilio, Clock clock) {
    this.missed = missed;
    this.twilio = twilio;
    this.clock = clock;
  }

  /** One round. */
  void read() {
    missed.inlets().stream()
        .collect(groupingBy(Inlet::account, LinkedHashMap::new, toList()))
        .forEach((account, inlets) -> new Round(account).read(inlets));
  }

  /** Of one account. */
  private final class Round {

    private final AccountId account;
    private int requests = REQUESTS;
    private int taken;

    Round(AccountId account) {
      this.account = account;
    }

    void read(List<Inlet> inlets) {
      for (var inlet : inlets) {
        if (requests > 0) {
          read(inlet);
        }
      }
      if (taken > 0) {
        log.warn("{} texts to {} came while nobody could take them", taken, account);
      }
    }

    private void read(Inlet inlet) {
      var reading = new Reading();
      var listing =
          twilio.listMessagesTo(
              account,
              inlet.address(),
              inlet.since(),
              page -> {
                requests--;
                return reading.take(page);
              });
      if (listing instanceof TwilioListing.BrokenOff(_, var why)) {
        fallSilent(why);
      } else if (reading.isWhole) {
        missed.read(inlet, reading.newest);
      }
    }

    /** Whoever does not answer once is not asked again in this round. */
    private void fallSilent(String why) {
      requests = 0;
      log.warn("Texts to {} that no callback brought are looked for later: {}", account, why);
    }

    /** Of the list of one address. */
    private final class Reading {

      private boolean isWhole = true;
      private @Nullable Instant newest;

      /** Whether it can go on. */
      boolean take(List<TwilioMessage> newestFirst) {
        var now = clock.instant();
        var texts =
            newestFirst.reversed().stream()
                .filter(text -> hasArrived(text, now.minus(UNDER_WAY)))
                .toList();
        var sids = texts.stream().map(TwilioMessage::sid).toList();
        var unknown = missed.unknown(account, sids);
        var found = new ArrayList<Found>();
        for (var text : texts) {
          if (unknown.contains(text.sid())) {
            files(text).ifPresent(files -> found.add(new Found(text, files)));
          }
        }
        for (int from = 0; from < found.size(); from += AT_ONCE) {
          int until = Math.min(found.size(), from + AT_ONCE);
          taken += missed.takeIn(account, found.subList(from, until));
        }
        if (newest == null && !texts.isEmpty()) {
          newest = listedAt(texts.getLast());
        }
        return isWhole;
      }

      /** Empty if Twilio does not say; the text is then found again. */
      private Optional<List<URI>> files(TwilioMessage text) {
        if (text.numMedia() == 0) {
          return Optional.of(List.of());
        }
        if (!isWhole) {
          return Optional.empty();
        }
        requests--;
        var files = twilio.filesOf(account, text.sid());
        if (files.isEmpty()) {
          isWhole = false;
          fallSilent("the files of a text could not be listed");
        }
        return files;
      }
    }
  }

  private static boolean hasArrived(TwilioMessage text, Instant before) {
    var created = text.dateCreated();
    return "inbound".equals(text.direction())
        && "received".equals(text.status())
        && text.from() != null
        && created != null
        && created.isBefore(before);
  }

  /** The time that lists are filtered and sorted by. */
  private static Instant listedAt(TwilioMessage text) {
    return Objects.requireNonNullElse(text.dateSent(), Objects.requireNonNull(text.dateCreated()));
  }
}
