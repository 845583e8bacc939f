// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.failure;

import io.trunkline.problem.RefusalException;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.NestedExceptionUtils;

/** Finds the sentence in what was thrown, if a person can do something about it. */
public final class StartFailure {

  private StartFailure() {}

  /** Empty if it is a fault of ours, which deserves a stack trace. */
  public static Optional<String> sentence(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case PlainFailure plain -> {
          return Optional.ofNullable(plain.getMessage());
        }
        case RefusalException refused -> {
          return Optional.of(refused.refusal().detail());
        }
        case PortInUseException port -> {
          return Optional.of(
              "Port %d is in use: choose another with --port".formatted(port.getPort()));
        }
        case BindException bind -> {
          return Optional.of(
              "The configuration property %s has an error: %s"
                  .formatted(
                      bind.getName(),
                      NestedExceptionUtils.getMostSpecificCause(bind).getMessage()));
        }
        case IllegalStateException e when saysProperty(e) -> {
          return Optional.ofNullable(e.getMessage());
        }
        default -> {}
      }
    }
    return Optional.empty();
  }

  /** Two of our properties that do not go together: a room says so when it is put together. */
  private static boolean saysProperty(Exception e) {
    return e.getMessage() != null && e.getMessage().startsWith("trunkline.");
  }
}
