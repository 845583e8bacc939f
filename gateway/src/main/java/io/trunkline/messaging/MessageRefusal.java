// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.problem.RefusalCode;

/** Why a message is not accepted, or not found. */
public enum MessageRefusal implements RefusalCode {
  INVALID_NUMBER(422, "This is no telephone number"),
  EMPTY_BODY(422, "A message has a text"),
  BODY_TOO_LONG(422, "The text is too long"),
  RECIPIENT_OPTED_OUT(422, "The recipient has opted out"),
  QUIET_HOURS(422, "It may not go at any time that it is worth sending"),
  FREQUENCY_CAP(422, "The recipient hears too much of you at any time that it is worth sending"),
  SENDING_PAUSED(422, "The account sends nothing there for as long as it is worth sending"),
  CONSENT_LACKING(422, "The recipient's law asks for a consent that is not on record"),
  FORBIDDEN(422, "The recipient's law forbids it"),
  INVALID_MEDIA(422, "These media cannot be sent"),
  OUTSIDE_WINDOW(422, "The recipient has not written within 24 hours"),
  TEMPLATE_NOT_APPROVED(422, "WhatsApp has not approved the template"),
  UNKNOWN_TIME_ZONE(422, "Nobody knows how late it is there"),
  NOT_WAITING(409, "The message does not wait any more"),
  BATCH_TOO_LARGE(413, "There are too many messages in one request"),
  UNKNOWN_MESSAGE(404, "There is no such message"),
  INVALID_CURSOR(422, "This cursor is none of ours"),
  INVALID_IDEMPOTENCY_KEY(422, "An Idempotency-Key has 1 to 255 characters"),
  IDEMPOTENCY_KEY_REUSED(409, "This Idempotency-Key was used for another request");

  private final int status;
  private final String title;

  MessageRefusal(int status, String title) {
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
