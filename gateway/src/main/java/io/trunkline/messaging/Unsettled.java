// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.messaging.TimelineEntry.Source;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Channel;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Outbound messages of which something is still to be found out: whether Twilio has them, what
 * became of them, what they cost. Each method is one short transaction.
 */
public class Unsettled {

  /**
   * What Twilio's records of one recipient are held against, all at one instant.
   *
   * @param inDoubt the unconfirmed that have waited longest, those last that are up to a person
   * @param underWay those being handed over at this moment, whose records are there before we know
   * @param areAll whether there are no more of either; of each there are at most {@value #MOST}
   * @param bound which of the SIDs belong to a message
   */
  public record Doubts(
      List<Handover> inDoubt, List<Handover> underWay, boolean areAll, Set<String> bound) {

    /** What can be held against each other in a moment, and in little memory. */
    static final int MOST = 300;
  }

  /**
   * A message of which Twilio's records are to be read.
   *
   * @param begunAt when it was handed over
   * @param movedAt when its status last changed
   * @param times how often the records have been read since
   */
  public record Check(
      MessageId message,
      AccountId account,
      String twilioSid,
      Channel channel,
      MessageStatus status,
      Instant begunAt,
      Instant movedAt,
      int times) {}

  /**
   * What came of reading them.
   *
   * @param learned null if nothing was
   * @param next when to read them again; null if that is not worth it
   */
  public record Checked(Check check, @Nullable Change learned, @Nullable Instant next) {}

  private final MessageStore messages;
  private final UnsettledStore store;
  private final MessageProgress progress;
  private final Announcements announcements;
  private final Clock clock;

  Unsettled(
      MessageStore messages,
      UnsettledStore store,
      MessageProgress progress,
      Announcements announcements,
      Clock clock) {
    this.messages = messages;
    this.store = store;
    this.progress = progress;
    this.announcements = announcements;
    this.clock = clock;
  }

  /** What dead workers have left behind, the longest first. */
  @Transactional(readOnly = true)
  public List<Handover> lapsed(int limit) {
    return store.lapsed(clock.instant(), limit);
  }

  /**
   * The unconfirmed about which Twilio is to be asked now, the urgent first, then the longest
   * waiting.
   */
  @Transactional(readOnly = true)
  public List<Handover> toSettle(int limit) {
    return store.toSettle(clock.instant(), limit);
  }

  /**
   * All that is open about a recipient, on any channel, and which of the SIDs are not. One
   * snapshot: a message that was answered between two looks would else be counted twice, by itself
   * and by its record.
   */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Doubts doubts(AccountId account, PhoneNumber recipient, Collection<String> twilioSids) {
    var sids = List.copyOf(twilioSids);
    var known = messages.idsBySid(List.of(account), sids).keySet();
    var inDoubt = store.to(account, recipient, MessageStatus.UNCONFIRMED, Doubts.MOST + 1);
    var underWay = store.to(account, recipient, MessageStatus.DISPATCHING, Doubts.MOST + 1);
    return new Doubts(
        inDoubt.stream().limit(Doubts.MOST).toList(),
        underWay.stream().limit(Doubts.MOST).toList(),
        Math.max(inDoubt.size(), underWay.size()) <= Doubts.MOST,
        sids.stream()
            .filter(sid -> known.contains(MessageStore.sidKey(account, sid)))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** The latest handing over of a message; empty if none has begun, or there is no such message. */
  @Transactional(readOnly = true)
  public Optional<Handover> begun(AccountId account, MessageId id) {
    return store.begun(account, id);
  }

  /** Whether a message of the account has this SID. */
  @Transactional(readOnly = true)
  public boolean isBound(AccountId account, String twilioSid) {
    return !messages.idsBySid(List.of(account), List.of(twilioSid)).isEmpty();
  }

  /**
   * Still unconfirmed: to be asked about again.
   *
   * @param timesAbsent how many searches in a row have not found it
   * @return false if somebody else has settled it, or asked, since it was read
   */
  @Transactional
  public boolean settleLater(Handover doubtful, int timesAbsent, Instant settleAt) {
    return store.settleLater(doubtful, timesAbsent, Storage.storable(settleAt));
  }

  /**
   * Still unconfirmed, and up to a person from now on; asked about again all the same.
   *
   * @param timesAbsent how many searches in a row have not found it
   * @param why a sentence for the timeline
   * @return false if somebody else has settled it, or asked, since it was read
   */
  @Transactional
  public boolean leaveToPerson(
      Handover doubtful, Undecided because, int timesAbsent, Instant settleAt, String why) {
    boolean left = store.settleLater(doubtful, timesAbsent, Storage.storable(settleAt));
    if (left) {
      var id = doubtful.id();
      var now = Storage.storable(clock.instant());
      store.leaveToPerson(doubtful, because, now);
      progress.apply(new Change.Noted(id, Source.SEARCH, null, why));
      var message = Objects.requireNonNull(messages.find(List.of(id)).get(id));
      announcements.leftToPerson(
          message, new TimelineEntry(now, Source.SEARCH, null, null, null, why));
    }
    return left;
  }

  /** The accounts that have something to be read of in Twilio's records. */
  @Transactional(readOnly = true)
  public List<AccountId> accountsToCheck() {
    return store.accountsToCheck(clock.instant());
  }

  /**
   * Those of an account about which Twilio's records are to be read now, the longest waiting first.
   */
  @Transactional(readOnly = true)
  public List<Check> toCheck(AccountId account, int limit) {
    return store.toCheck(account, clock.instant(), limit);
  }

  /** Writes down what Twilio's records have told, and when they are to be read again. */
  @Transactional
  public void checked(List<Checked> checked) {
    progress.apply(checked.stream().map(Checked::learned).filter(Objects::nonNull).toList());
    store.checkAgain(checked);
  }
}
