// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.http;

/** Answers one request; runs on a virtual thread of its own and may block. */
@FunctionalInterface
public interface Handler {
  /**
   * The answer.
   *
   * @throws Refusal to answer with an error
   * @throws ConnectionCut to close the connection without an answer
   */
  Answer handle(Request request);
}
