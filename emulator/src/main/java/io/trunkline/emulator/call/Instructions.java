// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.call;

/**
 * Where the TwiML comes from that an answered call follows.
 *
 * @param url who is asked; empty if the document is here already
 * @param fallbackUrl who is asked if that fails; empty for nobody
 * @param twiml the document; empty if somebody is asked
 */
public record Instructions(
    String url, String method, String fallbackUrl, String fallbackMethod, String twiml) {
  public boolean isInline() {
    return url.isEmpty();
  }
}
