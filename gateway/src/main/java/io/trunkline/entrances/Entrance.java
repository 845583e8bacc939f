// SPDX-License-Identifier: Apache-2.0
package io.trunkline.entrances;

import io.trunkline.twilio.TwilioEntrance.Kind;
import org.jspecify.annotations.Nullable;

/**
 * One address that is configured at Twilio.
 *
 * @param kind of what it is configured at
 * @param sid {@code PN…} or {@code MG…}
 * @param name the number in E.164, or what people call the service
 * @param setting its name at Twilio, {@code sms_url}
 * @param current what Twilio calls now; empty for nothing
 * @param wanted what it would have to be; absent if we do not care, or it does not decide
 * @param says in a sentence, why
 */
public record Entrance(
    Kind kind,
    String sid,
    String name,
    String setting,
    String current,
    @Nullable String wanted,
    Verdict verdict,
    String says) {

  /** How an address stands to ours. */
  public enum Verdict {
    /** It is ours, or there is none and none is needed. */
    RIGHT,
    /** None is configured where one is needed. */
    ABSENT,
    /**
     * It is ours but for how it is written, or for not asking Twilio to bring again what could not
     * be stored; or it has our path where none is needed.
     */
    STALE,
    /** It leads to somebody else, perhaps on purpose; or to another Trunkline. */
    ELSEWHERE,
    /** Twilio does not look at it. */
    OVERRIDDEN
  }

  /** Whether it is certainly better changed. */
  public boolean isOffered() {
    return verdict == Verdict.ABSENT || verdict == Verdict.STALE;
  }
}
