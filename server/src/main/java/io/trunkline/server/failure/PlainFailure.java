// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.failure;

/**
 * Trunkline cannot do what was asked, for a reason that whoever runs it can do something about. Its
 * message is all that they see: what is wrong and what to do, without a stack trace.
 */
public final class PlainFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public PlainFailure(String sentence) {
    super(sentence);
  }

  public PlainFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
