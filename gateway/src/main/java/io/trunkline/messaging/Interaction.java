// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import org.jspecify.annotations.Nullable;

/**
 * What somebody has chosen rather than written, and what they call themselves (WhatsApp, RCS). What
 * is null was not said.
 *
 * @param buttonText what stood on the button
 * @param buttonPayload what the template means by that button
 * @param data the answers to a form, as JSON
 */
public record Interaction(
    @Nullable String profileName,
    @Nullable String buttonText,
    @Nullable String buttonPayload,
    @Nullable String data) {

  /** Null if there is nothing in it. */
  static @Nullable Interaction of(
      @Nullable String profileName,
      @Nullable String buttonText,
      @Nullable String buttonPayload,
      @Nullable String data) {
    return profileName == null && buttonText == null && buttonPayload == null && data == null
        ? null
        : new Interaction(profileName, buttonText, buttonPayload, data);
  }

  /** Without any of it. */
  @Override
  public String toString() {
    return "Interaction[]";
  }
}
