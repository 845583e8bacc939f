// SPDX-License-Identifier: Apache-2.0
package io.trunkline.problem;

/** Carries an ordinary no up to whoever answers the caller. Has no stack trace: nothing broke. */
public final class RefusalException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  public RefusalException(Refusal refusal) {
    super(refusal.code().code() + ": " + refusal.detail(), null, false, false);
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }
}
