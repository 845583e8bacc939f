// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Accounts.Caller;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.BasicAuth;
import io.trunkline.emulator.http.Handler;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.http.Router;
import io.trunkline.emulator.world.World;
import java.math.BigDecimal;
import java.util.Map;

/**
 * The routes of one product, behind authentication. Below {@code /Accounts/{AccountSid}} of the API
 * of 2010 an account's own credentials reach it, and so does its parent's auth token; the other
 * products know only whose credentials these are.
 */
final class Api {
  static final String ROOT = "/2010-04-01/Accounts";
  static final String ACCOUNT = ROOT + "/{AccountSid}";

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final String product;
  private final Router router;
  private final World world;

  /** The product is the first label of Twilio's host name, as in {@code messaging}. */
  Api(String product, Router router, World world) {
    this.product = product;
    this.router = router;
    this.world = world;
  }

  /** Adds a route that test credentials may not use. */
  void on(String method, String template, ApiHandler handler) {
    onAlsoWithTestCredentials(method, template, live(handler));
  }

  /** Adds a route that test credentials may use too. */
  void onAlsoWithTestCredentials(String method, String template, ApiHandler handler) {
    router.on(
        product,
        method,
        template,
        described(request -> counted(authenticate(request), request, handler)));
  }

  /** Adds a route for those who may manage accounts and keys. */
  void onAsAdministrator(String method, String template, ApiHandler handler) {
    on(
        method,
        template,
        (caller, request) -> {
          if (!caller.isAdministrator()) {
            throw denied();
          }
          return handler.handle(caller, request);
        });
  }

  @Seen(source = Seen.Source.DOCS, on = "2026-11", at = "iam/test-credentials")
  private static ApiHandler live(ApiHandler handler) {
    return (caller, request) -> {
      if (caller.account().isTest()) {
        throw new Refusal(403, 20008, "Resource not accessible with Test Account Credentials");
      }
      return handler.handle(caller, request);
    };
  }

  @Seen(
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "usage/rest-api-best-practices",
      what =
          "more requests of an account at a time than it may have are refused with 429 and 20429")
  private Answer counted(Caller caller, Request request, ApiHandler handler) {
    var concurrency = world.concurrency();
    int running = concurrency.enter(caller.account());
    try {
      var count = Map.of("Twilio-Concurrent-Requests", Integer.toString(running));
      if (concurrency.isExceededBy(running)) {
        throw new Refusal(429, 20429, "Too Many Requests", count);
      }
      return handler.handle(caller, request).with(count);
    } finally {
      concurrency.leave(caller.account());
    }
  }

  /** Adds the headers that Twilio's answers have, also when they refuse. */
  @Seen(
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "usage/rest-api-best-practices",
      what = "answers tell the request's SID, its duration, the region and the host")
  private Handler described(Handler handler) {
    var host = product + ".twilio.com";
    return request -> {
      long start = System.nanoTime();
      Answer answer;
      try {
        answer = handler.handle(request);
      } catch (Refusal refusal) {
        answer = refusal.answer();
      }
      long millis = (System.nanoTime() - start) / NANOS_PER_MILLI;
      return answer.with(
          Map.of(
              "Twilio-Request-Id",
              world.requestSids().next("RQ"),
              "Twilio-Request-Duration",
              BigDecimal.valueOf(millis, 3).toPlainString(),
              "X-Home-Region",
              "us1",
              "X-API-Domain",
              host));
    };
  }

  private Caller authenticate(Request request) {
    var credentials = BasicAuth.of(request);
    if (credentials == null) {
      throw unauthenticated();
    }
    var caller =
        world
            .accounts()
            .authenticate(credentials.user(), credentials.password())
            .orElseThrow(Api::unauthenticated);
    return request.hasVariable("AccountSid")
        ? world.accounts().reach(caller, request.variable("AccountSid")).orElseThrow(Api::denied)
        : caller;
  }

  private static Refusal unauthenticated() {
    return new Refusal(401, 20003, "Authenticate");
  }

  private static Refusal denied() {
    return new Refusal(403, 20003, "Authorization denied");
  }
}
