// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.consent.Ruling;
import io.trunkline.numbers.ChosenBecause;
import java.time.Instant;
import java.util.List;

/**
 * What would become of a request if it were accepted now.
 *
 * @param message as it would be stored; its id stands for nothing
 * @param senderBecause why it would go from this sender
 * @param forcing the characters of the body that force UCS-2; empty if it goes as GSM-7
 * @param eta when it would be handed over: after what waits already, and not before it is due; an
 *     estimate
 * @param ruling what consent and law say of it now
 */
public record MessagePreview(
    Message message,
    ChosenBecause senderBecause,
    List<Forcing> forcing,
    Instant eta,
    Ruling ruling,
    List<Warning> warnings) {

  /**
   * A character that GSM-7 does not have.
   *
   * @param position where it is in the body, in UTF-16 units from 0
   */
  public record Forcing(int position, String character) {}

  /**
   * Something that refuses nothing but may be meant otherwise.
   *
   * @param code what kind of warning; never changes
   * @param detail a sentence for a person
   */
  public record Warning(String code, String detail) {}

  public MessagePreview {
    forcing = List.copyOf(forcing);
    warnings = List.copyOf(warnings);
  }

  /** Without the body and the numbers. */
  @Override
  public String toString() {
    return "MessagePreview[" + forcing.size() + " forcing, " + eta + ", " + warnings + "]";
  }
}
