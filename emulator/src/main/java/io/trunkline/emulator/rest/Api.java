// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Accounts;
import io.trunkline.emulator.account.Accounts.Caller;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.BasicAuth;
import io.trunkline.emulator.http.Handler;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.http.Router;

/**
 * The routes of one product, behind authentication. Below {@code /Accounts/{AccountSid}} of the API
 * of 2010 an account's own credentials reach it, and so does its parent's auth token; the other
 * products know only whose credentials these are.
 */
final class Api {
  static final String ROOT = "/2010-04-01/Accounts";
  static final String ACCOUNT = ROOT + "/{AccountSid}";

  private final String product;
  private final Router router;
  private final Accounts accounts;

  /** The product is the first label of Twilio's host name, as in {@code messaging}. */
  Api(String product, Router router, Accounts accounts) {
    this.product = product;
    this.router = router;
    this.accounts = accounts;
  }

  /** Adds a route that test credentials may not use. */
  void on(String method, String template, ApiHandler handler) {
    router.on(product, method, template, live(handler));
  }

  /** Adds a route that test credentials may use too. */
  void onAlsoWithTestCredentials(String method, String template, ApiHandler handler) {
    router.on(product, method, template, request -> handler.handle(authenticate(request), request));
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
  private Handler live(ApiHandler handler) {
    return request -> {
      var caller = authenticate(request);
      if (caller.account().isTest()) {
        throw new Refusal(403, 20008, "Resource not accessible with Test Account Credentials");
      }
      return handler.handle(caller, request);
    };
  }

  private Caller authenticate(Request request) {
    var credentials = BasicAuth.of(request);
    if (credentials == null) {
      throw unauthenticated();
    }
    var caller =
        accounts
            .authenticate(credentials.user(), credentials.password())
            .orElseThrow(Api::unauthenticated);
    return request.hasVariable("AccountSid")
        ? accounts.reach(caller, request.variable("AccountSid")).orElseThrow(Api::denied)
        : caller;
  }

  private static Refusal unauthenticated() {
    return new Refusal(401, 20003, "Authenticate");
  }

  private static Refusal denied() {
    return new Refusal(403, 20003, "Authorization denied");
  }
}
