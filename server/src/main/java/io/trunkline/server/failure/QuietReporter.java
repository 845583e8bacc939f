// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.failure;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Keeps Spring Boot from printing why it could not start: whoever started it does, once. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class QuietReporter implements SpringBootExceptionReporter {

  @Override
  public boolean reportException(Throwable failure) {
    return true;
  }
}
