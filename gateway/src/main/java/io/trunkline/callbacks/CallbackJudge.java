// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.account.TwilioCredentials;
import io.trunkline.problem.Refusal;
import io.trunkline.rejections.Rejections;
import io.trunkline.rejections.SignatureDiagnosis;
import io.trunkline.signatures.CallbackRefusal;
import io.trunkline.signatures.CallbackRequest;
import io.trunkline.signatures.TwilioSignature;
import io.trunkline.tokens.AuthTokens;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides whose a callback is and whether it is genuine. */
final class CallbackJudge {

  private static final Pattern ACCOUNT_SID = Pattern.compile("AC[0-9a-fA-F]{32}");

  private final Accounts accounts;
  private final Rejections rejections;
  private final AuthTokens authTokens;
  private final @Nullable URI publicUrl;

  CallbackJudge(
      Accounts accounts,
      Rejections rejections,
      AuthTokens authTokens,
      CallbacksProperties properties) {
    this.accounts = accounts;
    this.rejections = rejections;
    this.authTokens = authTokens;
    this.publicUrl = properties.publicUrl();
  }

  /**
   * The account that the callback is for.
   *
   * @throws io.trunkline.problem.RefusalException if it is not genuine, or that cannot be told
   */
  AccountId judge(CallbackRequest request, CallbackRoute route) {
    var named = named(request);
    if (named.isEmpty()) {
      throw refused(
          CallbackRefusal.INVALID_SIGNATURE,
          accounts.configured().id(),
          route,
          () -> SignatureDiagnosis.NOT_OUR_ACCOUNT);
    }
    var account = named.get();
    var url = publicUrl;
    if (url == null) {
      throw refused(
          CallbackRefusal.CALLBACKS_OFF, account, route, () -> SignatureDiagnosis.NO_PUBLIC_URL);
    }
    var tokens = tokens(account);
    if (tokens.isEmpty()) {
      throw refused(
          CallbackRefusal.CALLBACKS_OFF, account, route, () -> SignatureDiagnosis.NO_AUTH_TOKEN);
    }
    var signer = TwilioSignature.signer(request.signed(), url, tokens);
    if (signer.isEmpty()) {
      throw refused(
          CallbackRefusal.INVALID_SIGNATURE,
          account,
          route,
          () -> rejections.diagnose(account, request.signed(), route.path(), url));
    }
    authTokens.hasSigned(account, signer.get());
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
    rejections.add(account, route.kind(), route.path(), why);
    return Refusal.of(code, "The log of the server and GET /v1/callbacks/rejections say why")
        .asException();
  }
}
