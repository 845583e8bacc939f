// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.message;

import java.net.URLConnection;

/** Guesses what a media URL leads to, without going there. */
public final class ContentTypes {
  private static final String DATA = "data:";
  private static final String USUAL = "image/jpeg";

  private ContentTypes() {}

  /** The type of what is behind an http, https or {@code data:} URL, by its name alone. */
  public static String guess(String url) {
    if (url.startsWith(DATA)) {
      int end = url.length();
      for (char stop : new char[] {';', ','}) {
        int at = url.indexOf(stop);
        end = at >= 0 ? Math.min(end, at) : end;
      }
      return end > DATA.length() ? url.substring(DATA.length(), end) : "text/plain";
    }
    int query = url.indexOf('?');
    var guessed = URLConnection.guessContentTypeFromName(query < 0 ? url : url.substring(0, query));
    return guessed == null ? USUAL : guessed;
  }
}
