// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.id.Ids;
import io.trunkline.phone.PhoneNumber;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person has to look at.
 *
 * @param recipient who said it
 * @param address ours that got the latest text
 * @param messageSid Twilio's SID of the latest text
 * @param rule the word or the id of the phrase in the first text
 * @param texts how many there are
 * @param at of the first
 * @param latestAt of the latest
 * @param resolution null while it is open
 */
public record ConsentFlag(
    UUID id,
    AccountId account,
    PhoneNumber recipient,
    String address,
    String messageSid,
    Reason reason,
    String rule,
    int texts,
    Instant at,
    Instant latestAt,
    @Nullable Resolution resolution) {

  /** Why. */
  public enum Reason {
    /** A text may take back consent; marketing is suspended until somebody has looked. */
    DOUBT,
    /** A text says that the number is somebody else's. */
    WRONG_NUMBER
  }

  /** What a person makes of it. */
  public enum Decision {
    /** It did: nothing more is sent. */
    REVOKE,
    /** It did not. */
    CLEAR
  }

  /**
   * What a person has made of it.
   *
   * @param by who
   */
  public record Resolution(Decision decision, String by, String why, Instant at) {}

  /** The id as callers see it: {@code flg_…} */
  public String publicId() {
    return Ids.write("flg", id);
  }
}
