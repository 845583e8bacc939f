// SPDX-License-Identifier: Apache-2.0
package io.trunkline.entrances;

/**
 * What became of a chosen address.
 *
 * @param from what it was
 * @param to what it is, or would be
 * @param why in a sentence, where it is not as chosen; empty where it is
 */
public record EntranceOutcome(
    String sid, String setting, String from, String to, Result result, String why) {

  /** How it ended. */
  public enum Result {
    /** Set at Twilio. */
    CHANGED,
    /** It would be set. */
    WOULD_CHANGE,
    /** It was so already. */
    ALREADY_SO,
    /** It is not what was seen, or not one of ours to set. */
    NOT_DONE,
    /** Twilio refused, or did not answer: look again. */
    FAILED
  }
}
