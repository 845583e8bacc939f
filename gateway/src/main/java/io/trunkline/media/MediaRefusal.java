// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import io.trunkline.problem.RefusalCode;

/** Why a picture or file is not taken. */
public enum MediaRefusal implements RefusalCode {
  TOO_MANY_MEDIA(422, "A message has too many media"),
  INVALID_MEDIA_URL(422, "A media URL cannot look like that"),
  UNKNOWN_MEDIA(422, "There is no such media"),
  UNSUPPORTED_MEDIA(422, "Media of this type cannot be sent"),
  MEDIA_TOO_LARGE(422, "The media are too large"),
  UNREACHABLE_MEDIA(422, "The media cannot be fetched"),
  NO_PUBLIC_URL(422, "Our media have no public address");

  private final int status;
  private final String title;

  MediaRefusal(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
