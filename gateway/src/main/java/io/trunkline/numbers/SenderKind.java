// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import io.trunkline.phone.PhoneNumber;
import io.trunkline.twilio.Channel;
import io.trunkline.twilio.OutboundMessage;
import java.util.Collections;
import java.util.Set;

/** What sort of address a sender has; decides pace, segment size and who answers a STOP. */
public enum SenderKind {
  LONG_CODE,
  TOLL_FREE,
  SHORT_CODE,
  /** A name. Nobody can answer it. */
  ALPHANUMERIC,
  WHATSAPP,
  RCS,
  /** A number that Twilio chooses. */
  MESSAGING_SERVICE;

  /** Where media travel by MMS, and where toll-free numbers under +1 text. */
  public static final Set<String> NORTH_AMERICA = Set.of("US", "CA");

  static final String WHATSAPP_PREFIX = "whatsapp:";

  private static final Set<Channel> OF_A_SERVICE =
      Set.of(Channel.SMS, Channel.MMS, Channel.WHATSAPP, Channel.RCS);

  /**
   * The kind of an address.
   *
   * @throws IllegalArgumentException if it is none: a number in E.164, 3 to 8 digits, a name of up
   *     to 11 letters, digits and spaces with a letter in it, {@code whatsapp:} and a number,
   *     {@code rcs:} and the id of an agent, or {@code MG} and 32 hexadecimal digits
   */
  static SenderKind of(String address) {
    if (address.startsWith("+")) {
      return PhoneNumber.parse(address).isTollFree() ? TOLL_FREE : LONG_CODE;
    }
    if (address.startsWith(WHATSAPP_PREFIX)) {
      var _ = PhoneNumber.parse(address.substring(WHATSAPP_PREFIX.length()));
      return WHATSAPP;
    }
    if (address.matches("rcs:[A-Za-z0-9_.-]{1,100}")) {
      return RCS;
    }
    if (OutboundMessage.isMessagingService(address)) {
      return MESSAGING_SERVICE;
    }
    if (address.matches("[0-9]{3,8}")) {
      return SHORT_CODE;
    }
    if (address.matches("[A-Za-z0-9 +&_-]{1,11}") && address.matches(".*[A-Za-z].*")) {
      return ALPHANUMERIC;
    }
    throw new IllegalArgumentException(
        "A sender is a number like +14155550100, a short code, a name of up to 11 characters,"
            + " whatsapp:+…, rcs:… or a Messaging Service SID (MG…)");
  }

  /** The one way of writing an address: numbers in E.164, nothing around it. */
  static String canonical(String address) {
    var stripped = address.strip();
    if (stripped.startsWith("+")) {
      return PhoneNumber.parse(stripped).e164();
    }
    if (stripped.startsWith(WHATSAPP_PREFIX)) {
      var number = stripped.substring(WHATSAPP_PREFIX.length());
      return WHATSAPP_PREFIX + PhoneNumber.parse(number).e164();
    }
    return stripped;
  }

  /** Whether its owner says where it may be used; numbers say it themselves. */
  boolean isTiedByItsOwner() {
    return switch (this) {
      case SHORT_CODE, ALPHANUMERIC, RCS -> true;
      case LONG_CODE, TOLL_FREE, WHATSAPP, MESSAGING_SERVICE -> false;
    };
  }

  /**
   * Refuses what the owner of a sender of this kind cannot say of it.
   *
   * @throws IllegalArgumentException with a sentence
   */
  void mustAllow(Set<String> countries, Set<Channel> channels) {
    if (!countries.isEmpty() && !isTiedByItsOwner()) {
      throw new IllegalArgumentException(
          "Only of a short code, a name or an RCS agent is to be said where it may be used");
    }
    if (!channels.isEmpty() && this != MESSAGING_SERVICE) {
      throw new IllegalArgumentException(
          "Only of a Messaging Service is to be said what it can send by");
    }
    if (!OF_A_SERVICE.containsAll(channels)) {
      throw new IllegalArgumentException("A Messaging Service has sms, mms, whatsapp or rcs");
    }
  }

  /**
   * What a sender of this kind can send by.
   *
   * @param countries those it is at home in
   * @param declared what the owner of a Messaging Service says; texts and media, if nothing
   */
  Set<Channel> channels(Set<String> countries, Set<Channel> declared) {
    return switch (this) {
      case LONG_CODE, TOLL_FREE ->
          hasMedia(countries)
              ? Set.of(Channel.SMS, Channel.MMS, Channel.VOICE)
              : Set.of(Channel.SMS, Channel.VOICE);
      case SHORT_CODE ->
          // One of which nobody has said where it works is taken to work there.
          countries.isEmpty() || hasMedia(countries)
              ? Set.of(Channel.SMS, Channel.MMS)
              : Set.of(Channel.SMS);
      case ALPHANUMERIC -> Set.of(Channel.SMS);
      case WHATSAPP -> Set.of(Channel.WHATSAPP);
      case RCS -> Set.of(Channel.RCS);
      case MESSAGING_SERVICE ->
          declared.isEmpty() ? Set.of(Channel.SMS, Channel.MMS) : Set.copyOf(declared);
    };
  }

  private static boolean hasMedia(Set<String> countries) {
    return !Collections.disjoint(countries, NORTH_AMERICA);
  }

  /**
   * Segments a second that Twilio takes from a sender of this kind without being told otherwise
   * (twilio.com/docs/messaging/guides/best-practices-at-scale and
   * twilio.com/docs/whatsapp/best-practices-and-faqs, 2026-06). What a Messaging Service carries
   * depends on its pool, which only its owner knows; it is taken for a single long code. For RCS
   * nothing is published; it is taken for a name.
   */
  double defaultPace(String address) {
    return switch (this) {
      case LONG_CODE ->
          PhoneNumber.parse(address).country().filter(NORTH_AMERICA::contains).isPresent() ? 1 : 10;
      case TOLL_FREE -> 3;
      case SHORT_CODE -> 100;
      case ALPHANUMERIC, RCS -> 10;
      case WHATSAPP -> 80;
      case MESSAGING_SERVICE -> 1;
    };
  }
}
