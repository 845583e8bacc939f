// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.http;

/**
 * Looks at every answer of Twilio's API before it leaves, as {@link java.util.ServiceLoader} finds
 * it. None comes with the emulator; a test puts one on the class path to judge the answers.
 */
public interface AnswerWitness {
  /**
   * Sees an answer; neither may be changed. Called on the request's thread, by many at once.
   *
   * @param request {@link Request#product} says whom the path belongs to, null that nobody knows it
   * @throws Refusal to have that answered instead
   */
  void sees(Request request, Answer answer);
}
