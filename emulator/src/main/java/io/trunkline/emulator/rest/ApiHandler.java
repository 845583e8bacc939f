// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Accounts.Caller;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Request;

/** Answers a request whose credentials are known to be good for the account it is about. */
@FunctionalInterface
interface ApiHandler {
  Answer handle(Caller caller, Request request);
}
