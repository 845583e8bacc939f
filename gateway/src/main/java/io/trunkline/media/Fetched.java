// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

/** What came of fetching a URL. */
sealed interface Fetched {

  /**
   * All of its bytes have been written.
   *
   * @param contentType as the other side says; empty if it says nothing
   */
  record Got(String contentType) implements Fetched {}

  /**
   * It was not to be had, or not to the end.
   *
   * @param why a sentence for whoever gave us the URL; tells nothing of our own network
   */
  record Failed(String why) implements Fetched {}
}
