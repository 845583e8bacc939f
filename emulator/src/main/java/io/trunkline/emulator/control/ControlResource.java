// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.control;

import io.trunkline.emulator.callbacks.CallbackLog;
import io.trunkline.emulator.callbacks.CallbackSender;
import io.trunkline.emulator.callbacks.InboundTexts;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Handler;
import io.trunkline.emulator.http.Router;
import io.trunkline.emulator.world.World;

/** The routes below {@code /_emulator/}, and the front page. */
public final class ControlResource {
  private ControlResource() {}

  /** Adds every route. */
  public static void addTo(
      Router router, World world, InboundTexts texts, CallbackSender callbacks, CallbackLog log) {
    var handsets = new HandsetsControl(world, texts);
    var records = new RecordsControl(world, log);
    var faults = new FaultsControl(world.faults());
    on(router, "GET", "handsets", handsets::list);
    on(router, "GET", "handsets/{Number}", handsets::show);
    on(router, "PUT", "handsets/{Number}", handsets::decideFate);
    on(router, "POST", "handsets/{Number}/messages", handsets::text);
    on(router, "GET", "faults", faults::show);
    on(router, "PUT", "faults", faults::plan);
    on(router, "DELETE", "faults", faults::clear);
    var limits = new LimitsControl(world.concurrency());
    on(router, "GET", "limits", limits::show);
    on(router, "PUT", "limits", limits::set);
    on(router, "GET", "ledger", records::ledger);
    on(router, "GET", "callbacks", records::callbacks);
    on(router, "GET", "health", request -> healthy());
    on(
        router,
        "POST",
        "reset",
        request -> {
          world.reset();
          callbacks.reset();
          return Answer.noContent();
        });
    router.on(Router.OWN, "GET", "/", request -> Answer.html(FrontPage.HTML));
  }

  private static Answer healthy() {
    return ControlJson.ok(json -> json.writeStringProperty("status", "UP"));
  }

  private static void on(Router router, String method, String path, Handler handler) {
    router.on(
        Router.OWN,
        method,
        FaultGate.OWN_PATH + path,
        request -> {
          try {
            return handler.handle(request);
          } catch (IllegalArgumentException wrong) {
            return ControlJson.problem(400, String.valueOf(wrong.getMessage()));
          }
        });
  }
}
