// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.control;

import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.number.GeoPermissions;
import java.util.Set;
import java.util.TreeSet;

/** {@code /_emulator/geo-permissions}: the countries that may not be texted. */
final class GeoPermissionsControl {
  private static final String DENIED = "denied";

  private final GeoPermissions permissions;

  GeoPermissionsControl(GeoPermissions permissions) {
    this.permissions = permissions;
  }

  Answer show(Request request) {
    return ControlJson.ok(
        json -> {
          json.writeArrayPropertyStart(DENIED);
          permissions.denied().forEach(json::writeString);
          json.writeEndArray();
        });
  }

  /** {@code {"denied": ["FR", "RU"]}}: these and no others. */
  Answer change(Request request) {
    var order = ControlJson.read(request);
    ControlJson.allowOnly(order, "A permission", Set.of(DENIED));
    permissions.deny(new TreeSet<>(ControlJson.texts(order, DENIED)));
    return show(request);
  }
}
