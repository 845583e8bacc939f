// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.call;

import java.util.Set;

/**
 * Who is told how a call gets on.
 *
 * @param url empty for nobody
 * @param events of which steps
 */
public record Reports(String url, String method, Set<CallEvent> events) {
  public Reports {
    events = Set.copyOf(events);
  }

  public boolean want(CallEvent event) {
    return !url.isEmpty() && events.contains(event);
  }
}
