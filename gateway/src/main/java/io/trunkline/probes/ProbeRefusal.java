// SPDX-License-Identifier: Apache-2.0
package io.trunkline.probes;

import io.trunkline.problem.RefusalCode;

/** Why there is no probe. */
enum ProbeRefusal implements RefusalCode {
  NOTHING_TO_PROBE(409, "Callbacks are not accepted because they cannot be verified"),
  UNKNOWN_PROBE(404, "There is no such probe"),
  TOO_MANY_PROBES(429, "Too many probes are open");

  private final int status;
  private final String title;

  ProbeRefusal(int status, String title) {
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
