// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.callbacks;

import java.net.URI;

/** What the URLs in a document mean. */
final class Addresses {
  private Addresses() {}

  /** The absolute address of a URL in the document from another. */
  static String resolve(String documentUrl, String url) {
    try {
      return URI.create(documentUrl).resolve(url).toString();
    } catch (IllegalArgumentException unreadable) {
      return url; // Asking it will fail, and the log of callbacks will say why.
    }
  }
}
