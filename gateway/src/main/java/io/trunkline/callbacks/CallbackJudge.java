// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.account.Account;
import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.account.TwilioCredentials;
import io.trunkline.problem.Refusal;
import io.trunkline.signatures.CallbackRefusal;
import io.trunkline.signatures.CallbackRequest;
import io.trunkline.signatures.SignedRequest;
import io.trunkline.signatures.TwilioSignature;
import io.trunkline.tokens.AuthTokens;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/** Decides whose a callback is and whether it is genuine. */
final class CallbackJudge {

  private static final Pattern ACCOUNT_SID = Pattern.compile("AC[0-9a-fA-F]{32}");

  /** Of how many other accounts the tokens are tried. */
  private static final int MOST_OTHERS = 50;

  private final Accounts accounts;
  private final CallbackRejections rejections;
  private final AuthTokens authTokens;
  private final @Nullable URI publicUrl;

  CallbackJudge(
      Accounts accounts,
      CallbackRejections rejections,
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
          () ->
              SignatureDiagnosis.plain(
                  "It names a Twilio account that is not one of ours",
                  SignatureDiagnosis.ACCOUNT_SID,
                  "if the account is yours, configure it, or open it with \"trunkline accounts"
                      + " add\"; if it is not, take this address out of that account"));
    }
    var account = named.get();
    var url = publicUrl;
    if (url == null) {
      throw refused(
          CallbackRefusal.CALLBACKS_OFF,
          account,
          route,
          () ->
              SignatureDiagnosis.plain(
                  "No public URL is configured to judge it by",
                  SignatureDiagnosis.PUBLIC_URL,
                  "set it to the address under which Twilio reaches this server"));
    }
    var tokens = tokens(account);
    if (tokens.isEmpty()) {
      throw refused(
          CallbackRefusal.CALLBACKS_OFF,
          account,
          route,
          () ->
              SignatureDiagnosis.plain(
                  "The account has no auth token to judge it by; the secret of an API key signs"
                      + " nothing",
                  SignatureDiagnosis.AUTH_TOKEN,
                  "set it to the primary auth token of the Twilio account, beside the API key"));
    }
    var signer = TwilioSignature.signer(request.signed(), url, tokens);
    if (signer.isEmpty()) {
      throw refused(
          CallbackRefusal.INVALID_SIGNATURE,
          account,
          route,
          () ->
              SignatureDiagnosis.of(
                  request.signed(), shownPath(request.signed(), route), url, all(account)));
    }
    authTokens.hasSigned(account, signer.get());
    return account;
  }

  /** Why a probe would not be believed; no reason if it would. */
  SignatureDiagnosis probed(SignedRequest request, AccountId account) {
    var url = Objects.requireNonNull(publicUrl, "a probe is opened with a public URL only");
    return TwilioSignature.signer(request, url, tokens(account)).isPresent()
        ? SignatureDiagnosis.plain("", "", "")
        : SignatureDiagnosis.of(request, request.path(), url, all(account));
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

  private SignatureDiagnosis.Tokens all(AccountId account) {
    var forgotten =
        accounts
            .credentials(account)
            .flatMap(credentials -> Optional.ofNullable(credentials.forgottenAuthToken()));
    return new SignatureDiagnosis.Tokens(
        tokens(account), forgotten.stream().toList(), others(account));
  }

  /** By name for who runs the house; no other account learns what its neighbours are called. */
  private Map<String, List<String>> others(AccountId account) {
    var seesNames = account.equals(accounts.configured().id());
    return accounts.all().stream()
        .filter(other -> !other.id().equals(account))
        .limit(MOST_OTHERS)
        .collect(
            Collectors.toMap(
                other -> seesNames || isConfigured(other) ? other.name() : "of another",
                other -> tokens(other.id()),
                (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
  }

  private static boolean isConfigured(Account account) {
    return account.name().equals(Accounts.DEFAULT);
  }

  private static String shownPath(SignedRequest request, CallbackRoute route) {
    var found =
        PathPatternParser.defaultInstance
            .parse(route.path())
            .matchAndExtract(PathContainer.parsePath(request.path()));
    return ShownUrl.path(route.path(), found == null ? Map.of() : found.getUriVariables());
  }

  /** What is wrong goes to the operator; a stranger learns only that something is. */
  private RuntimeException refused(
      CallbackRefusal code,
      AccountId account,
      CallbackRoute route,
      Supplier<SignatureDiagnosis> why) {
    rejections.add(account, route, why);
    return Refusal.of(code, "The log of the server and GET /v1/callbacks/rejections say why")
        .asException();
  }
}
