// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.control;

import io.trunkline.emulator.account.Accounts;
import io.trunkline.emulator.callbacks.CallbackLog;
import io.trunkline.emulator.callbacks.InboundTexts;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Handler;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.http.Router;
import io.trunkline.emulator.world.World;

/** The routes below {@code /_emulator/}, and the front page. */
public final class ControlResource {
  private ControlResource() {}

  /** Adds every route. */
  public static void addTo(
      Router router,
      World world,
      InboundTexts texts,
      CallbackLog log,
      EventFeed events,
      Runnable reset) {
    var clock = new ClockControl(world.clock());
    var messages = new MessagesControl(world);
    var numbers = new NumbersControl(world);
    var handsets = new HandsetsControl(world, texts);
    var records = new RecordsControl(world, log);
    var faults = new FaultsControl(world.faults());
    on(router, "GET", "handsets", handsets::list);
    on(router, "GET", "handsets/{Number}", handsets::show);
    on(router, "PUT", "handsets/{Number}", handsets::change);
    on(router, "POST", "handsets/{Number}/messages", handsets::text);
    on(router, "GET", "faults", faults::show);
    on(router, "PUT", "faults", faults::plan);
    on(router, "DELETE", "faults", faults::clear);
    var queues = new QueuesControl(world.queues());
    on(router, "GET", "senders/{Address}", queues::show);
    on(router, "PUT", "senders/{Address}", queues::change);
    var permissions = new GeoPermissionsControl(world);
    on(router, "GET", "geo-permissions", permissions::show);
    on(router, "PUT", "geo-permissions", permissions::change);
    var limits = new LimitsControl(world.concurrency());
    on(router, "GET", "limits", limits::show);
    on(router, "PUT", "limits", limits::set);
    on(router, "GET", "clock", clock::show);
    on(router, "POST", "clock", clock::set);
    on(router, "GET", "events", events::open);
    on(router, "GET", "messages", messages::list);
    on(router, "GET", "media/{MessageSid}/{MediaSid}", messages::media);
    on(router, "GET", "calls", new CallsControl(world.calls())::list);
    on(router, "GET", "numbers", numbers::list);
    on(router, "GET", "connection", request -> connection());
    on(router, "GET", "ledger", records::ledger);
    on(router, "GET", "callbacks", records::callbacks);
    on(router, "GET", "health", request -> healthy());
    on(
        router,
        "POST",
        "reset",
        request -> {
          reset.run();
          return Answer.noContent();
        });
    SendersControl.addTo(router, world);
    OptOutControl.addTo(router, world);
    ContentControl.addTo(router, world.contents());
    new FrontPage().addTo(router);
  }

  private static Answer healthy() {
    return ControlJson.ok(json -> json.writeStringProperty("status", "UP"));
  }

  /** The credentials that always work; the address is the one that the reader used. */
  private static Answer connection() {
    return ControlJson.ok(
        json -> {
          json.writeStringProperty("account_sid", Accounts.LIVE_SID);
          json.writeStringProperty("auth_token", Accounts.LIVE_TOKEN);
          json.writeStringProperty("api_key_sid", Accounts.KEY_SID);
          json.writeStringProperty("api_key_secret", Accounts.KEY_SECRET);
          json.writeStringProperty("test_account_sid", Accounts.TEST_SID);
          json.writeStringProperty("test_auth_token", Accounts.TEST_TOKEN);
        });
  }

  /**
   * Adds a route whose handler may refuse what it reads by an {@link IllegalArgumentException}.
   * What changes something is not for pages of other origins, which a developer's browser may show
   * too.
   */
  static void on(Router router, String method, String path, Handler handler) {
    router.on(
        Router.OWN,
        method,
        FaultGate.OWN_PATH + path,
        request -> {
          if (!method.equals("GET") && isOfOtherOrigin(request)) {
            return ControlJson.problem(403, "Pages of other origins may not change anything here");
          }
          try {
            return handler.handle(request);
          } catch (IllegalArgumentException wrong) {
            return ControlJson.problem(400, String.valueOf(wrong.getMessage()));
          }
        });
  }

  private static boolean isOfOtherOrigin(Request request) {
    var origin = request.header("Origin");
    return origin != null && !origin.endsWith("://" + request.header("Host"));
  }
}
