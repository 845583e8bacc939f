// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import io.trunkline.problem.RefusalCode;

/** Why a policy keeps a message back, or is not changed. */
public enum PolicyRefusal implements RefusalCode {
  COUNTRY_NOT_ALLOWED(422, "The account does not send to this country"),
  LINE_NOT_ALLOWED(422, "The account does not send to numbers of this kind"),
  PREFIX_VELOCITY(429, "Too many messages have gone to neighbouring numbers"),
  CONTENT_NOT_ALLOWED(422, "The account does not send such a text"),
  POLICY_CHANGED(409, "Somebody else has changed the policy");

  private final int status;
  private final String title;

  PolicyRefusal(int status, String title) {
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
