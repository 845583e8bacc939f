// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import io.trunkline.account.AccountId;
import io.trunkline.law.Purpose;
import io.trunkline.phone.PhoneNumber;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message that somebody wants to send.
 *
 * @param ownCountries where the senders of the account are at home, by ISO 3166-1
 * @param sender what it goes from: a number, a name, {@code whatsapp:+…}, the SID of a service
 * @param answers whether the recipient has written lately, so that it is part of a conversation
 * @param again whether it takes the place of one that was judged before: it is told how to opt out
 *     all the same, and not counted a second time
 */
public record Proposal(
    AccountId account,
    Set<String> ownCountries,
    PhoneNumber recipient,
    Purpose purpose,
    String sender,
    boolean answers,
    boolean again,
    Words words) {

  /** The same to somebody who has written lately. */
  public Proposal answering() {
    return new Proposal(account, ownCountries, recipient, purpose, sender, true, again, words);
  }

  /** How words travel. */
  public enum Form {
    WRITTEN,
    /** Written, and nothing can be added to them, since Twilio has them already. */
    FIXED,
    /** Read aloud. */
    SPOKEN
  }

  /**
   * What it says.
   *
   * @param language of the words, as in {@code fr-CA}; null if nobody knows
   */
  public record Words(String body, @Nullable String language, Form form) {

    /** Without the words. */
    @Override
    public String toString() {
      return "Words[" + body.length() + " characters, " + language + "]";
    }
  }
}
