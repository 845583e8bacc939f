// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.account;

import java.util.List;

/**
 * What a restricted key may do.
 *
 * @param allow permissions like {@code /twilio/messaging/messages/read}: the last two parts are a
 *     resource and what may be done with it
 */
public record KeyPolicy(List<String> allow) {
  private static final List<String> READING = List.of("read", "list");

  public KeyPolicy {
    allow = List.copyOf(allow);
  }

  /**
   * Whether a request is allowed.
   *
   * @param resource as in permissions: {@code messages}
   * @param action {@code create}, {@code read}, {@code update} or {@code delete}
   */
  public boolean permits(String resource, String action) {
    var actions = action.equals("read") ? READING : List.of(action);
    return actions.stream()
        .map(verb -> "/" + resource + "/" + verb)
        .anyMatch(end -> allow.stream().anyMatch(permission -> permission.endsWith(end)));
  }
}
