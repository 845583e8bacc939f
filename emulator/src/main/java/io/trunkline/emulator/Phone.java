// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import io.trunkline.emulator.callbacks.InboundTexts;
import io.trunkline.emulator.message.EmulatedMessage;
import io.trunkline.emulator.phone.Fate;
import io.trunkline.emulator.phone.Handset;
import java.util.List;

/** A phone in the hand of a test. */
public final class Phone {
  private final Handset handset;
  private final InboundTexts texts;

  Phone(Handset handset, InboundTexts texts) {
    this.handset = handset;
    this.texts = texts;
  }

  public String number() {
    return handset.number();
  }

  /** What it holds: received and sent, in order. */
  public List<EmulatedMessage> messages() {
    return handset.messages();
  }

  /**
   * Texts one of the account's numbers. Returns when Twilio has the message; the webhook is asked
   * afterwards.
   *
   * @throws IllegalArgumentException if nobody rents the number
   */
  public EmulatedMessage texts(String body, String to) {
    return texts.receive(handset.number(), to, body, List.of());
  }

  /** The same with pictures, by http(s) or {@code data:} URLs. */
  public EmulatedMessage texts(String body, String to, List<String> mediaUrls) {
    return texts.receive(handset.number(), to, body, mediaUrls);
  }

  /** Decides what becomes of messages that are on their way here from now on. */
  public Phone fate(Fate fate) {
    handset.fate(fate);
    return this;
  }
}
