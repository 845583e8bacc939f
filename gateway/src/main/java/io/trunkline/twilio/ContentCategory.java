// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

/**
 * What WhatsApp is asked to take a text for. Authentication is not among them: it needs content of
 * a type of its own.
 */
public enum ContentCategory {
  UTILITY,
  MARKETING
}
