// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.twiml;

import java.time.Duration;

/** What a voice TwiML document asks for. Attributes that are not there have Twilio's defaults. */
public sealed interface VoiceVerb {
  /**
   * {@code <Say>}: read a text aloud.
   *
   * @param times how often, at least once
   */
  record Say(String text, int times) implements VoiceVerb {}

  /**
   * {@code <Play>}: let a recording be heard.
   *
   * @param times how often, at least once
   */
  record Play(String url, int times) implements VoiceVerb {}

  /** {@code <Pause>}: say nothing. */
  record Pause(Duration length) implements VoiceVerb {}

  /** {@code <Hangup>}: end the call. */
  record Hangup() implements VoiceVerb {}

  /** {@code <Redirect>}: ask another URL; nothing after it counts. */
  record Redirect(String url, String method) implements VoiceVerb {}

  /** A verb that is not imitated, or that Twilio does not have either. */
  record NotImitated(String name) implements VoiceVerb {}
}
