// SPDX-License-Identifier: Apache-2.0
package io.trunkline.conversations;

/** Whether to answer by ourselves. */
public sealed interface AnswerVerdict {

  /** Answer; the answer is counted already. */
  record Answer() implements AnswerVerdict {}

  /** Say nothing. */
  record Silent(Because because) implements AnswerVerdict {}

  /** Why nothing is said. */
  enum Because {
    /** The other side is one of our own addresses. */
    OWN_ADDRESS,
    /** The other side is a short code or a name: no person holds it. */
    NO_TELEPHONE,
    /** They have said the same words too often in a row. */
    REPETITION,
    /** We have answered too often of late. */
    TOO_MANY_ANSWERS
  }
}
