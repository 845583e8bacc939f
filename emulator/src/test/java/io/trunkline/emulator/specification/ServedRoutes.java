// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.specification;

import io.trunkline.emulator.EmulatorOptions;
import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.fault.Faults;
import io.trunkline.emulator.http.Router;
import io.trunkline.emulator.http.Router.Served;
import io.trunkline.emulator.rest.RestApi;
import io.trunkline.emulator.specification.Specification.Operation;
import io.trunkline.emulator.world.World;
import java.util.List;

/** The operations of Twilio's that the emulator really serves. */
public final class ServedRoutes {
  private static final List<Served> ALL = all();

  private ServedRoutes() {}

  /** What Twilio's documents describe and the emulator serves. */
  public static List<Operation> described() {
    return Specification.load().operations().stream()
        .filter(operation -> !operation.answers().containsValue(Exceptions.ANYTHING))
        .filter(operation -> serve(operation.product(), operation.method(), operation.path()))
        .toList();
  }

  /** Whether the operation is served; variables in the paths may have other names. */
  public static boolean serve(String product, String method, String path) {
    return ALL.stream()
        .anyMatch(
            served ->
                served.product().equals(product)
                    && served.method().equals(method)
                    && shape(served.template()).equals(shape(path)));
  }

  private static String shape(String path) {
    return path.replaceAll("\\{[^}]+}", "{}");
  }

  private static List<Served> all() {
    var options = EmulatorOptions.defaults();
    var settings =
        new World.Settings(1, options.pace(), options.numbers(), 0, options.balance(), world -> {});
    try (var clock = new EmulatorClock()) {
      var router = new Router();
      RestApi.addTo(router, new World(settings, clock, new Faults(), message -> {}));
      return router.served();
    }
  }
}
