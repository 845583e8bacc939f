// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.web;

import io.trunkline.problem.RefusalCode;

/** What is refused before it is known what a request is about. */
enum EdgeRefusal implements RefusalCode {
  BAD_REQUEST(400, "The request cannot be understood"),
  NOT_ACCEPTABLE(406, "The answer cannot be given in a type that the caller accepts"),
  HEADERS_TOO_LARGE(431, "The headers are too large");

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
