// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import io.trunkline.problem.RefusalCode;

/** Why a template cannot be what it was meant to be, or say what it was meant to say. */
public enum TemplateRefusal implements RefusalCode {
  /** The address names no template or version. */
  TEMPLATE_NOT_FOUND(404, "There is no such template"),
  TEMPLATE_EXISTS(409, "A template of this name exists"),
  NOT_A_DRAFT(409, "Only a draft can do that"),
  ALREADY_ARCHIVED(409, "An archived version stays archived"),
  /** The request names a template that the account does not have. */
  UNKNOWN_TEMPLATE(422, "There is no such template"),
  UNKNOWN_VERSION(422, "The template has no such version to send"),
  NOT_PUBLISHED(422, "The template has no current version"),
  INVALID_TEMPLATE_CURSOR(422, "This is no place in a list of templates"),
  INVALID_LANGUAGE(422, "This is no language"),
  MISSING_VARIABLE(422, "A variable of the template has no value"),
  UNKNOWN_VARIABLE(422, "The template has no such variable"),
  INVALID_VARIABLE(422, "A value is not of the type of its variable"),
  VARIABLE_TOO_LONG(422, "A value is longer than its variable allows"),
  TEXT_TOO_LONG(422, "The text is too long to be sent"),
  INVALID_TAG(422, "A template has nothing but variables in it"),
  UNDECLARED_VARIABLE(422, "The text has a variable that is not declared"),
  TWILIO_REFUSED(422, "Twilio refuses the content"),
  TWILIO_UNREACHABLE(503, "Twilio gives no answer");

  private final int status;
  private final String title;

  TemplateRefusal(int status, String title) {
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
