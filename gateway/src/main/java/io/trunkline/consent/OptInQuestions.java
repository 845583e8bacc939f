// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import java.util.Optional;
import java.util.UUID;

/** Sends the questions; fulfilled by a room that can send. */
public interface OptInQuestions {

  /**
   * A question on its way.
   *
   * @param message the id of the message
   * @param sender the address that it goes from
   * @param text exactly what it says
   */
  record Asked(String message, String sender, String text) {

    /** Without the text. */
    @Override
    public String toString() {
      return "Asked[" + message + "]";
    }
  }

  /**
   * Sends a question in the transaction of the caller.
   *
   * @param optIn for the records of the message
   * @throws io.trunkline.problem.RefusalException if it cannot be sent
   */
  Asked ask(UUID optIn, AskOptIn question);

  /** Twilio's SID of the message, once it has one. */
  Optional<String> twilioSid(AccountId account, String message);
}
