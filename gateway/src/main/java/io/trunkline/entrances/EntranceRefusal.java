// SPDX-License-Identifier: Apache-2.0
package io.trunkline.entrances;

import io.trunkline.problem.RefusalCode;

/** Why addresses cannot be compared. */
public enum EntranceRefusal implements RefusalCode {
  CONFIGURATION_UNKNOWN(502, "Twilio's configuration could not be read");

  private final int status;
  private final String title;

  EntranceRefusal(int status, String title) {
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
