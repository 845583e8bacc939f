// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.web;

import io.trunkline.problem.RefusalCode;

/** What is refused before it is known what a request is about. */
enum EdgeRefusal implements RefusalCode {
  BAD_REQUEST(400, "The request cannot be understood"),
  HEADERS_TOO_LARGE(431, "The headers are too large"),
  NOT_IMPLEMENTED(501, "This is a form of HTTP that is not spoken here"),
  HTTP_VERSION_NOT_SUPPORTED(505, "This version of HTTP is not spoken here");

  private final int status;
  private final String title;

  EdgeRefusal(int status, String title) {
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
