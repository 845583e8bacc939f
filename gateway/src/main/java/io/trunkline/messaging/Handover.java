// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.law.Purpose;
import io.trunkline.numbers.SenderId;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.twilio.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message about to be handed over, or whose handing over is to be settled.
 *
 * @param from what to send from: an address, or the SID of a Messaging Service
 * @param member from which of its senders a Messaging Service is to send it; absent if it chooses
 * @param pool the pool that the sender was chosen from; absent if it was asked for by its address
 * @param sendersTried the senders before it that Twilio would not take it from
 * @param content as far as the channel carries it
 * @param attempts which attempt this is, from 1
 * @param retries how many of the attempts before were refused in a way that passes
 * @param startedAt when this attempt began
 * @param leaseUntil until when its worker has it to itself
 * @param timesAbsent how many searches in a row have not found it at Twilio
 * @param undecided why it has been left to a person to say what became of it; absent if it has not
 * @param createdAt when it was accepted
 * @param expiresAt from when on it is not worth sending
 * @param openUntil from when on it is not lawful; absent if that is far away, or not asked
 */
public record Handover(
    MessageId id,
    AccountId account,
    Channel channel,
    Purpose purpose,
    Message.Terms terms,
    String from,
    @Nullable String member,
    @Nullable String pool,
    Set<SenderId> sendersTried,
    PhoneNumber to,
    Message.Content content,
    int attempts,
    int retries,
    Instant startedAt,
    Instant leaseUntil,
    int timesAbsent,
    @Nullable Undecided undecided,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant openUntil) {

  /**
   * For how long a decision about it is good. Whoever says STOP meanwhile is answered only once it
   * has been put, or is too old to be.
   */
  static final Duration GOOD_FOR = Duration.ofSeconds(5);

  public Handover {
    sendersTried = Set.copyOf(sendersTried);
    content = channel.carriesContent() ? content : content.asText();
  }

  Handover openUntil(@Nullable Instant closing) {
    return new Handover(
        id,
        account,
        channel,
        purpose,
        terms,
        from,
        member,
        pool,
        sendersTried,
        to,
        content,
        attempts,
        retries,
        startedAt,
        leaseUntil,
        timesAbsent,
        undecided,
        createdAt,
        expiresAt,
        closing);
  }

  /**
   * Whether a request may be put now that takes so long at most: what was decided when it was
   * claimed is still good, it is worth sending and lawful, and the answer comes within the lease.
   */
  public boolean mayBePut(Instant now, Duration longest) {
    var passOnUntil = passOnUntil();
    return now.isBefore(startedAt.plus(GOOD_FOR))
        && now.plus(longest).isBefore(leaseUntil)
        && (passOnUntil == null || now.isBefore(passOnUntil));
  }

  /** From when on Twilio is not to pass it on any more; absent if that does not matter. */
  public @Nullable Instant passOnUntil() {
    return openUntil == null || (expiresAt != null && expiresAt.isBefore(openUntil))
        ? expiresAt
        : openUntil;
  }

  /** Without body and numbers. */
  @Override
  public String toString() {
    return "Handover[" + id + ", attempt " + attempts + "]";
  }
}
