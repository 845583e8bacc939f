// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

/** What somebody else's URL led to when we looked. */
public sealed interface Found {

  /**
   * A file.
   *
   * @param type in lower case, without parameters; empty if the other side says nothing
   * @param size in bytes
   */
  record File(String type, long size) implements Found {}

  /**
   * Nothing that could be sent.
   *
   * @param detail a sentence that goes on after the place of the URL
   */
  record Nothing(MediaRefusal because, String detail) implements Found {}
}
