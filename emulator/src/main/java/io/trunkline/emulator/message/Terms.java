// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.message;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * On what terms a message is sent: what most senders leave alone.
 *
 * @param serviceSid the Messaging Service that it goes through, null for none
 * @param fallbackFrom who sends it if RCS does not get there, null for whom the service chooses
 * @param sendAt when it is to leave, null for now
 * @param validity how long after that it may still wait for its turn
 * @param template whether it is an approved template of its channel
 * @param feedback whether its recipient's reaction will be reported
 * @param asMms whether it is sent as MMS though it has no media
 * @param discardContent whether its body is forgotten once it has left
 * @param obfuscateAddress whether the recipient's last digits are forgotten
 */
public record Terms(
    @Nullable String serviceSid,
    @Nullable String fallbackFrom,
    @Nullable Instant sendAt,
    Duration validity,
    boolean template,
    boolean feedback,
    boolean asMms,
    boolean discardContent,
    boolean obfuscateAddress) {
  /** What a message may wait for its turn unless it says less. */
  public static final Duration LONGEST_VALIDITY = Duration.ofSeconds(36_000);

  /** Those of a message that says nothing about them. */
  public static final Terms USUAL =
      new Terms(null, null, null, LONGEST_VALIDITY, false, false, false, false, false);

  /** Those of a message through the service that says nothing about them. */
  public static Terms through(String serviceSid) {
    return new Terms(serviceSid, null, null, LONGEST_VALIDITY, false, false, false, false, false);
  }

  /** The same for an approved template. */
  public Terms asTemplate() {
    return new Terms(
        serviceSid,
        fallbackFrom,
        sendAt,
        validity,
        true,
        feedback,
        asMms,
        discardContent,
        obfuscateAddress);
  }
}
