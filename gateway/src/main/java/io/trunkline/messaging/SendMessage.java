// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text to send. Begin with {@link #to(String)}, add what it needs, and give it to {@link
 * Messages#send}.
 *
 * @param account whose message it is; null for the configured account
 * @param body 1 to 1600 characters
 * @param sender what to send from: an address of a sender of the account; null for its default
 * @param purpose decides priority and, in time, law; the default is the strictest, marketing
 * @param reference the caller's own name for it, up to 255 characters
 * @param metadata the caller's own data
 * @param idempotencyKey up to 255 characters; the same key and content within 24 hours is the same
 *     message
 */
public record SendMessage(
    @Nullable AccountId account,
    PhoneNumber to,
    String body,
    @Nullable String sender,
    Purpose purpose,
    @Nullable String reference,
    Map<String, String> metadata,
    @Nullable String idempotencyKey) {

  /** Twilio's limit (error 21617). */
  static final int LONGEST_BODY = 1600;

  private static final int LONGEST_NAME = 255;

  public SendMessage {
    metadata = Map.copyOf(metadata);
  }

  /**
   * A text to this number, in E.164.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static SendMessage to(String number) {
    return to(PhoneNumber.parse(number));
  }

  public static SendMessage to(PhoneNumber number) {
    return new SendMessage(null, number, "", null, Purpose.MARKETING, null, Map.of(), null);
  }

  public SendMessage body(String text) {
    return new SendMessage(account, to, text, sender, purpose, reference, metadata, idempotencyKey);
  }

  public SendMessage purpose(Purpose newPurpose) {
    return new SendMessage(
        account, to, body, sender, newPurpose, reference, metadata, idempotencyKey);
  }

  public SendMessage from(String address) {
    return new SendMessage(
        account, to, body, address, purpose, reference, metadata, idempotencyKey);
  }

  public SendMessage account(AccountId newAccount) {
    return new SendMessage(
        newAccount, to, body, sender, purpose, reference, metadata, idempotencyKey);
  }

  public SendMessage reference(String name) {
    return new SendMessage(account, to, body, sender, purpose, name, metadata, idempotencyKey);
  }

  public SendMessage metadata(Map<String, String> data) {
    return new SendMessage(account, to, body, sender, purpose, reference, data, idempotencyKey);
  }

  public SendMessage idempotencyKey(String key) {
    return new SendMessage(account, to, body, sender, purpose, reference, metadata, key);
  }

  /** What is wrong with it, seen by itself. */
  List<Refusal> errors() {
    var errors = errors(body, reference, idempotencyKey);
    metadata.forEach(
        (name, value) -> {
          if (!JsonBody.isStorable(name) || !JsonBody.isStorable(value)) {
            errors.add(notStorable("/metadata"));
          }
        });
    return errors;
  }

  /** What is wrong with these parts of it, whatever else may be wrong with the rest. */
  static List<Refusal> errors(
      String body, @Nullable String reference, @Nullable String idempotencyKey) {
    var errors = new ArrayList<Refusal>();
    if (body.isBlank()) {
      errors.add(Refusal.at(MessageRefusal.EMPTY_BODY, "/body", "is empty"));
    }
    if (body.length() > LONGEST_BODY) {
      errors.add(
          Refusal.at(
              MessageRefusal.BODY_TOO_LONG,
              "/body",
              "has %d characters; %d are allowed".formatted(body.length(), LONGEST_BODY)));
    }
    if (!JsonBody.isStorable(body)) {
      errors.add(notStorable("/body"));
    }
    if (reference != null && isNoName(reference)) {
      errors.add(Refusal.at(RequestRefusal.INVALID_VALUE, "/reference", "has 1 to 255 characters"));
    }
    if (idempotencyKey != null && isNoName(idempotencyKey)) {
      errors.add(
          Refusal.at(
              MessageRefusal.INVALID_IDEMPOTENCY_KEY,
              "header:Idempotency-Key",
              "has 1 to 255 characters"));
    }
    return errors;
  }

  private static Refusal notStorable(String pointer) {
    return Refusal.at(RequestRefusal.INVALID_VALUE, pointer, JsonBody.NOT_STORABLE);
  }

  private static boolean isNoName(String text) {
    return text.isBlank() || text.length() > LONGEST_NAME || !JsonBody.isStorable(text);
  }

  @Override
  public String toString() {
    return "SendMessage[to=" + to + ", purpose=" + purpose + "]";
  }
}
