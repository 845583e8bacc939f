// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.control;

import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.number.GeoPermissions;
import io.trunkline.emulator.world.World;
import java.util.Set;
import java.util.TreeSet;

/** {@code /_emulator/geo-permissions}: the countries that may not be texted, or not called. */
final class GeoPermissionsControl {
  private static final String DENIED = "denied";
  private static final String CALLS_DENIED = "calls_denied";

  private final GeoPermissions texts;
  private final GeoPermissions calls;

  GeoPermissionsControl(World world) {
    texts = world.geoPermissions();
    calls = world.callPermissions();
  }

  Answer show(Request request) {
    return ControlJson.ok(
        json -> {
          Json.writeStrings(json, DENIED, texts.denied());
          Json.writeStrings(json, CALLS_DENIED, calls.denied());
        });
  }

  /** {@code {"denied": ["FR", "RU"]}}: these and no others; what is left out stays. */
  Answer change(Request request) {
    var order = ControlJson.read(request);
    ControlJson.allowOnly(order, "A permission", Set.of(DENIED, CALLS_DENIED));
    if (!order.has(CALLS_DENIED) || order.has(DENIED)) {
      texts.deny(new TreeSet<>(ControlJson.texts(order, DENIED)));
    }
    if (order.has(CALLS_DENIED)) {
      calls.deny(new TreeSet<>(ControlJson.texts(order, CALLS_DENIED)));
    }
    return show(request);
  }
}
