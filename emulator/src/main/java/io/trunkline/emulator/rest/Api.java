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
import java.util.Optional;

/**
 * The routes of one product, behind authentication. Below {@code /Accounts/{AccountSid}} of the API
 * of 2010 an account's own credentials reach it, and so does its parent's auth token; the other
 * products know only whose credentials these are.
 */
final class Api {
  static final String ROOT = "/2010-04-01/Accounts";
  static final String ACCOUNT = ROOT + "/{AccountSid}";

  private static final String BEARER = "Bearer ";
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
    route(method, template, permitted(template, active(handler)));
  }

  /** Adds a route that shows or changes an account itself, even if that is not active. */
  void onAccount(String method, String template, ApiHandler handler) {
    route(method, template, permitted(template, live(administrator(handler))));
  }

  /** Adds a route that needs no credentials. */
  void onOpen(String method, String template, Handler handler) {
    router.on(product, method, template, described(handler));
  }

  private void route(String method, String template, ApiHandler handler) {
    onOpen(method, template, request -> counted(authenticate(request), request, handler));
  }

  /** Adds a route for those who may manage accounts and keys. */
  void onAsAdministrator(String method, String template, ApiHandler handler) {
    on(method, template, administrator(handler));
  }

  private static ApiHandler administrator(ApiHandler handler) {
    return (caller, request) -> {
      if (!caller.isAdministrator()) {
        throw denied();
      }
      return handler.handle(caller, request);
    };
  }

  private static ApiHandler active(ApiHandler handler) {
    return (caller, request) -> {
      requireActive(caller);
      return handler.handle(caller, request);
    };
  }

  @Seen(
      what = "A restricted key may do what its policy allows; paths are taken for resources.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "iam/api-keys/restricted-api-keys")
  private static ApiHandler permitted(String template, ApiHandler handler) {
    var permission = Permission.of(template);
    return (caller, request) -> {
      var key = caller.key();
      var policy = key == null ? null : key.policy();
      if (policy != null
          && !policy.permits(permission.resource(), permission.action(request.method()))) {
        throw denied();
      }
      return handler.handle(caller, request);
    };
  }

  @Seen(
      what = "Test credentials reach nothing but messages, calls and numbers: 403, 20008.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "iam/test-credentials")
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
    var caller = caller(request).orElseThrow(Api::unauthenticated);
    requireActive(caller);
    return request.hasVariable("AccountSid")
        ? world.accounts().reach(caller, request.variable("AccountSid")).orElseThrow(Api::denied)
        : caller;
  }

  private Optional<Caller> caller(Request request) {
    var credentials = BasicAuth.of(request);
    if (credentials != null) {
      return world.accounts().authenticate(credentials.user(), credentials.password());
    }
    var header = request.header("Authorization");
    return header != null && header.startsWith(BEARER)
        ? world.accounts().authenticate(header.substring(BEARER.length()))
        : Optional.empty();
  }

  @Seen(
      what = "An account that is suspended or closed is refused with 20005.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "api/errors/20005")
  private static void requireActive(Caller caller) {
    if (!caller.account().isActive()) {
      throw new Refusal(403, 20005, "Account not active");
    }
  }

  private static Refusal unauthenticated() {
    return new Refusal(401, 20003, "Authenticate");
  }

  /** What those are answered who may not do what they ask for. */
  static Refusal denied() {
    return new Refusal(403, 20003, "Authorization denied");
  }
}
