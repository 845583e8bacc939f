// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.account.TwilioCredentials;
import io.trunkline.problem.Refusal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides whose a callback is and whether it is genuine. */
final class CallbackJudge {

  private static final Pattern ACCOUNT_SID = Pattern.compile("AC[0-9a-fA-F]{32}");

  private final Accounts accounts;
  private final CallbackRejections rejections;
  private final @Nullable URI publicUrl;

  CallbackJudge(Accounts accounts, CallbackRejections rejections, CallbacksProperties properties) {
    this.accounts = accounts;
    this.rejections = rejections;
    this.publicUrl = properties.publicUrl();
  }

  /**
   * The account that the callback is for.
   *
   * @throws io.trunkline.problem.RefusalException if it is not genuine, or that cannot be told
   */
  AccountId judge(CallbackRequest request, CallbackRoute route) {
    var configured = accounts.configured().id();
    var named = named(request);
    if (named.isEmpty()) {
      throw refused(
          CallbackRefusal.INVALID_SIGNATURE,
          configured,
          route,
          () ->
              new SignatureDiagnosis(
                  "It names a Twilio account that is not one of ours",
                  null,
                  "trunkline.account.twilio.account-sid"));
    }
    var account = named.get();
    var url = publicUrl;
    if (url == null) {
      throw refused(
          CallbackRefusal.CALLBACKS_OFF,
          account,
          route,
          () ->
              new SignatureDiagnosis(
                  "No public URL is configured to judge it by",
                  null,
                  SignatureDiagnosis.PUBLIC_URL));
    }
    var tokens = tokens(account);
    if (tokens.isEmpty()) {
      throw refused(
          CallbackRefusal.CALLBACKS_OFF,
          account,
          route,
          () ->
              new SignatureDiagnosis(
                  "The account has no auth token to judge it by; the secret of an API key signs"
                      + " nothing",
                  null,
                  "trunkline.account.twilio.auth-token"));
    }
    if (!TwilioSignature.isGenuine(request.signed(), url, tokens)) {
      Map<String, List<String>> others =
          account.equals(configured) ? Map.of() : Map.of(Accounts.DEFAULT, tokens(configured));
      throw refused(
          CallbackRefusal.INVALID_SIGNATURE,
          account,
          route,
          () -> SignatureDiagnosis.of(request.signed(), url, tokens, others));
    }
    return account;
  }

  /** A callback that names no account is for the configured one. */
  private Optional<AccountId> named(CallbackRequest request) {
    var sid = request.first("AccountSid");
    if (sid.isEmpty()) {
      return Optional.of(accounts.configured().id());
    }
    return ACCOUNT_SID.matcher(sid).matches() ? accounts.byTwilioSid(sid) : Optional.empty();
  }

  private List<String> tokens(AccountId account) {
    return accounts.credentials(account).map(TwilioCredentials::signingTokens).orElse(List.of());
  }

  /** What is wrong goes to the operator; a stranger learns only that something is. */
  private RuntimeException refused(
      CallbackRefusal code,
      AccountId account,
      CallbackRoute route,
      Supplier<SignatureDiagnosis> why) {
    rejections.add(account, route.path(), why);
    return Refusal.of(code, "The log of the server and GET /v1/callbacks/rejections say why")
        .asException();
  }
}
