// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import java.util.regex.Pattern;

/**
 * Towards whom a wish is meant. A message falls under several: {@link #ALL} always, its sender, the
 * service or pool it goes through, its programme, its channel.
 *
 * @param value {@code all}, {@code programme:shoes}, {@code sender:+14155550100}, {@code
 *     channel:whatsapp}
 */
public record ConsentScope(String value) {

  private static final String SENDER = "sender:";

  private static final Pattern SHAPE =
      Pattern.compile(
          "all|programme:[a-z0-9][a-z0-9_-]{0,62}|sender:[\\p{L}\\p{N}\\p{P}\\p{S} ]{1,100}"
              + "|channel:(sms|mms|whatsapp|rcs|voice)");

  /** Whatever the account sends. */
  public static final ConsentScope ALL = new ConsentScope("all");

  /**
   * @throws IllegalArgumentException if it is no scope
   */
  public ConsentScope {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "A scope is all, programme:name, sender:address or channel:name");
    }
  }

  /** Whether something is the name of a programme. */
  public static boolean isProgramme(String name) {
    return SHAPE.matcher("programme:" + name).matches();
  }

  /**
   * @param name up to 63 lower-case letters, digits, hyphens and underscores
   */
  public static ConsentScope programme(String name) {
    return new ConsentScope("programme:" + name);
  }

  /**
   * @param address of a number, a short code or a name, the SID of a Messaging Service, the name of
   *     a pool
   */
  public static ConsentScope sender(String address) {
    return new ConsentScope(SENDER + address);
  }

  /**
   * @param channel {@code sms}, {@code mms}, {@code whatsapp}, {@code rcs}, {@code voice}
   */
  public static ConsentScope channel(String channel) {
    return new ConsentScope("channel:" + channel);
  }

  boolean isSender() {
    return value.startsWith(SENDER);
  }

  /** Whether all that falls under the other falls under this. */
  public boolean covers(ConsentScope other) {
    return equals(ALL) || equals(other);
  }

  @Override
  public String toString() {
    return value;
  }
}
