// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.control;

import io.trunkline.emulator.account.Concurrency;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Request;

/** {@code /_emulator/limits}: what an account may do at a time. */
final class LimitsControl {
  private static final String CONCURRENT_REQUESTS = "concurrent_requests";

  private final Concurrency concurrency;

  LimitsControl(Concurrency concurrency) {
    this.concurrency = concurrency;
  }

  Answer show(Request request) {
    return ControlJson.ok(
        json -> json.writeNumberProperty(CONCURRENT_REQUESTS, concurrency.limit()));
  }

  Answer set(Request request) {
    var requests = ControlJson.read(request).path(CONCURRENT_REQUESTS);
    if (!requests.isInt()) {
      throw new IllegalArgumentException(CONCURRENT_REQUESTS + " must be a number; 0 is no limit");
    }
    concurrency.limit(requests.intValue());
    return show(request);
  }
}
