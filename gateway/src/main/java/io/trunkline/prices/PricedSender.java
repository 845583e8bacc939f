// SPDX-License-Identifier: Apache-2.0
package io.trunkline.prices;

/** The kinds of senders that Twilio prices differently. */
public enum PricedSender {
  LOCAL("local"),
  MOBILE("mobile"),
  NATIONAL("national"),
  SHORT_CODE("shortcode"),
  TOLL_FREE("toll-free"),
  /** A name, a Messaging Service, or one not known yet: the dearest of all. */
  ANY("");

  private final String word;

  PricedSender(String word) {
    this.word = word;
  }

  /** Whether a price is for this kind; {@code numberType} is Twilio's word. */
  boolean is(String numberType) {
    return word.equals(numberType);
  }
}
