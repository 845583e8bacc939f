// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import io.trunkline.account.AccountId;
import io.trunkline.media.CopyStore.Copy;
import io.trunkline.problem.RefusalException;
import io.trunkline.twilio.Twilio;
import io.trunkline.twilio.TwilioDownload;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies what comes in from Twilio to our shelf, in the background and until it succeeds. Of all
 * nodes one copies at a time; if it dies after a file was stored and before that was written down,
 * the file is copied once more and the first is deleted when its time is over.
 */
final class InboundCopies {

  private static final Logger log = LoggerFactory.getLogger(InboundCopies.class);

  static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
  static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  /** About four hours after it came in. */
  static final int MOST_ATTEMPTS = 10;

  private static final int AT_ONCE = 100;
  private static final int LONGEST_FAILURE = 500;

  private final CopyStore store;
  private final Shelf shelf;
  private final Twilio twilio;
  private final MediaProperties properties;
  private final Clock clock;

  InboundCopies(
      CopyStore store, Shelf shelf, Twilio twilio, MediaProperties properties, Clock clock) {
    this.store = store;
    this.shelf = shelf;
    this.twilio = twilio;
    this.properties = properties;
    this.clock = clock;
  }

  /** Joins the caller's transaction. */
  void want(AccountId account, String messageSid, List<URI> urls) {
    if (properties.copyInbound() && !urls.isEmpty()) {
      store.want(account, messageSid, urls, clock.instant());
    }
  }

  Map<String, List<MediaFile>> copies(AccountId account, Collection<String> messageSids) {
    return store.copies(account, messageSids, clock.instant());
  }

  /** Copies what is due; the work of a routine. */
  void copyDue() {
    for (var copy : store.due(clock.instant(), AT_ONCE)) {
      copy(copy);
    }
  }

  private void copy(Copy copy) {
    try {
      var file = shelf.putReceived(copy.account(), sink -> download(copy, sink));
      store.done(copy, file.id());
    } catch (RefusalException e) {
      // Trying again would bring the same bytes.
      fail(copy, String.valueOf(e.getMessage()), false);
    } catch (IOException e) {
      fail(copy, String.valueOf(e.getMessage()), copy.attempts() + 1 < MOST_ATTEMPTS);
    }
  }

  private String download(Copy copy, OutputStream sink) throws IOException {
    return switch (twilio.download(copy.account(), copy.url(), sink)) {
      case TwilioDownload.Done(var type) -> type;
      case TwilioDownload.Failed(var why) -> throw new IOException(why);
    };
  }

  private void fail(Copy copy, String why, boolean again) {
    var next = again ? clock.instant().plus(pause(copy.attempts() + 1)) : null;
    log.warn(
        "A file of message {} could not be copied, {}; the reason is in trunkline.media_copies",
        copy.messageSid(),
        next == null ? "and stays with Twilio only" : "the next attempt is at " + next);
    store.failed(copy, why.substring(0, Math.min(why.length(), LONGEST_FAILURE)), next);
  }

  static Duration pause(int attempts) {
    var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 20));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  /** Forgets what was settled long ago and whose copy is gone; the work of a routine. */
  void tidy() {
    store.deleteSettled(clock.instant().minus(properties.keepFor()));
  }
}
