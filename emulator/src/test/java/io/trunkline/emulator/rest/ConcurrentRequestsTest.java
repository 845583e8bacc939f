// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.emulator.account.Accounts;
import io.trunkline.emulator.carrier.Pace;
import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.fault.Faults;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.http.Router;
import io.trunkline.emulator.world.World;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ConcurrentRequestsTest {
  @Test
  void refusesMoreRequestsAtATimeThanTheAccountMayHave() throws Exception {
    try (var clock = new EmulatorClock();
        var people = Executors.newVirtualThreadPerTaskExecutor()) {
      var settings = new World.Settings(1, Pace.FAST, List.of(), 1, BigDecimal.TEN, begun -> {});
      var world = new World(settings, clock, new Faults(), message -> {});
      var router = new Router();
      var arrived = new CountDownLatch(1);
      var released = new CountDownLatch(1);
      new Api("api", router, world)
          .on(
              "GET",
              Api.ACCOUNT + "/Slow.json",
              (caller, request) -> {
                arrived.countDown();
                await(released);
                return Answer.noContent();
              });

      var first = people.submit(() -> router.handle(slow()));
      arrived.await();
      var second = router.handle(slow());
      released.countDown();

      assertThat(second.status()).isEqualTo(429);
      assertThat(new String(second.body(), StandardCharsets.UTF_8)).contains("\"code\":20429");
      assertThat(second.headers()).containsEntry("Twilio-Concurrent-Requests", "2");
      assertThat(first.get().status()).isEqualTo(204);
      assertThat(first.get().headers()).containsEntry("Twilio-Concurrent-Requests", "1");
      assertThat(router.handle(slow()).status()).isEqualTo(204);
    }
  }

  private static Request slow() {
    var credentials = Accounts.LIVE_SID + ":" + Accounts.LIVE_TOKEN;
    var header =
        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    return new Request(
        "GET",
        "/2010-04-01/Accounts/" + Accounts.LIVE_SID + "/Slow.json",
        "",
        name -> name.equals("Authorization") ? header : null,
        new byte[0]);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
