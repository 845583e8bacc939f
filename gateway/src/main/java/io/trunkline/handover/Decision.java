// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import io.trunkline.messaging.MessageStatus;
import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of a message that cannot go on by itself.
 *
 * @param twilioSid of a message that was sent, and of no other: {@code SM…}, {@code MM…}, or {@code
 *     CA…} of a call
 * @param reason why, 1 to 500 characters; shown in the timeline
 * @param by who says so, for the timeline: the id of a key, or a name
 */
public record Decision(Verdict verdict, @Nullable String twilioSid, String reason, String by) {

  /** What is to become of it. */
  public enum Verdict {
    /** Twilio never had this one, which is in doubt: hand it over again. */
    NOT_SENT(MessageStatus.UNCONFIRMED),
    /** Twilio has this one, which is in doubt, by the SID that is named. */
    SENT(MessageStatus.UNCONFIRMED),
    /** Whether or not Twilio had it, it is not handed over any more. */
    FAILED(MessageStatus.UNCONFIRMED, MessageStatus.HELD),
    /** Hand this one over, which is held. */
    RELEASE(MessageStatus.HELD);

    private final Set<MessageStatus> of;

    Verdict(MessageStatus first, MessageStatus... others) {
      this.of = EnumSet.of(first, others);
    }

    boolean isAbout(MessageStatus status) {
      return of.contains(status);
    }

    Set<MessageStatus> statuses() {
      return Set.copyOf(of);
    }
  }

  private static final int LONGEST_REASON = 500;

  /**
   * @throws io.trunkline.problem.RefusalException if something is missing or is none
   */
  public Decision {
    if (reason.isBlank() || reason.length() > LONGEST_REASON || !JsonBody.isStorable(reason)) {
      throw wrong("/reason", "has 1 to 500 characters");
    }
    if (verdict == Verdict.SENT && twilioSid == null) {
      throw wrong("/twilio_sid", "is required of what was sent");
    }
    if (verdict != Verdict.SENT && twilioSid != null) {
      throw wrong("/twilio_sid", "has only what was sent");
    }
    if (twilioSid != null && !twilioSid.matches("(SM|MM|CA)[0-9a-f]{32}")) {
      throw wrong("/twilio_sid", "is SM, MM or CA and 32 hexadecimal digits");
    }
  }

  private static RuntimeException wrong(String pointer, String detail) {
    return Refusal.at(RequestRefusal.INVALID_VALUE, pointer, detail).asException();
  }

  /** As the timeline has it. */
  String detail() {
    var says =
        switch (verdict) {
          case NOT_SENT -> "Not sent, says %s: %s";
          case SENT -> "Sent, says %s: %s";
          case FAILED -> "Given up by %s: %s";
          case RELEASE -> "Released by %s: %s";
        };
    return says.formatted(by, reason);
  }
}
