// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import io.trunkline.problem.RefusalCode;

/** Why a person's decision about a message is not taken. */
public enum DecisionRefusal implements RefusalCode {
  NOTHING_TO_DECIDE(409, "This cannot be decided about the message as it is"),
  TOO_EARLY_TO_DECIDE(409, "The message may still be on its way to Twilio"),
  TWILIO_SID_TAKEN(409, "Another message has this SID"),
  UNKNOWN_TWILIO_SID(422, "Twilio has sent no such message to this recipient");

  private final int status;
  private final String title;

  DecisionRefusal(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
