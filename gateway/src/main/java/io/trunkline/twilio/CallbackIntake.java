// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.account.TwilioCredentials;
import io.trunkline.id.Ids;
import io.trunkline.problem.Refusal;
import io.trunkline.storage.Storage;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The road of a callback: whose it is, whether it is genuine, stored, applied. */
final class CallbackIntake {

  /** What the road leads through. */
  record Stations(
      Accounts accounts,
      CallbackRejections rejections,
      CallbackStore store,
      CallbackApplier applier) {}

  private final Stations stations;
  private final Ids ids;
  private final Clock clock;
  private final @Nullable URI publicUrl;

  CallbackIntake(Stations stations, TwilioProperties properties, Ids ids, Clock clock) {
    this.stations = stations;
    this.publicUrl = properties.publicUrl();
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @return the reply; empty if Twilio has sent the very same request before, or it could not be
   *     applied and is kept
   * @throws io.trunkline.problem.RefusalException if it is not genuine
   */
  Optional<CallbackReply> take(CallbackRequest request, CallbackRoutes.Match match) {
    var account = genuine(request, match.route());
    var receivedAt = Storage.storable(clock.instant());
    var pending =
        new CallbackStore.Pending(
            new CallbackId(ids.next()),
            account,
            match.route().kind(),
            request.signed().path(),
            storable(request.parameters()),
            receivedAt,
            0);
    boolean isNew =
        stations
            .store()
            .insert(pending, request.idempotencyToken(), CallbackApplier.firstAttempt(receivedAt));
    return isNew ? stations.applier().apply(pending, match) : Optional.empty();
  }

  private AccountId genuine(CallbackRequest request, CallbackRoute route) {
    var configured = stations.accounts().configured().id();
    var sid = request.first("AccountSid");
    var named = sid.isEmpty() ? Optional.of(configured) : stations.accounts().byTwilioSid(sid);
    if (named.isEmpty()) {
      throw refused(
          CallbackRefusal.INVALID_SIGNATURE,
          configured,
          route,
          new SignatureDiagnosis(
              "It names a Twilio account that is not one of ours",
              null,
              "trunkline.account.twilio.account-sid"));
    }
    var account = named.get();
    var tokens = tokens(account);
    if (publicUrl == null) {
      throw refused(
          CallbackRefusal.CALLBACKS_OFF,
          account,
          route,
          new SignatureDiagnosis(
              "No public URL is configured to judge it by", null, SignatureDiagnosis.PUBLIC_URL));
    }
    if (tokens.isEmpty()) {
      throw refused(
          CallbackRefusal.CALLBACKS_OFF,
          account,
          route,
          new SignatureDiagnosis(
              "The account has no auth token to judge it by; the secret of an API key signs"
                  + " nothing",
              null,
              "trunkline.account.twilio.auth-token"));
    }
    if (!TwilioSignature.isGenuine(request.signed(), publicUrl, tokens)) {
      var url = publicUrl;
      stations
          .rejections()
          .add(
              account,
              route.path(),
              () ->
                  SignatureDiagnosis.of(
                      request.signed(), url, tokens, otherTokens(configured, account)));
      throw Refusal.of(
              CallbackRefusal.INVALID_SIGNATURE,
              "The log of the server and GET /v1/callbacks/rejections say what differs")
          .asException();
    }
    return account;
  }

  private RuntimeException refused(
      CallbackRefusal code, AccountId account, CallbackRoute route, SignatureDiagnosis why) {
    stations.rejections().add(account, route.path(), () -> why);
    return Refusal.of(code, why.reason()).asException();
  }

  private List<String> tokens(AccountId account) {
    return stations
        .accounts()
        .credentials(account)
        .map(TwilioCredentials::signingTokens)
        .orElse(List.of());
  }

  private Map<String, List<String>> otherTokens(AccountId configured, AccountId account) {
    return account.equals(configured) ? Map.of() : Map.of(Accounts.DEFAULT, tokens(configured));
  }

  /** PostgreSQL's JSON has no U+0000, and a handset may well send one. */
  private static Map<String, List<String>> storable(Map<String, List<String>> parameters) {
    var storable = new LinkedHashMap<String, List<String>>();
    parameters.forEach(
        (name, values) ->
            storable.put(
                name.replace('\0', '\uFFFD'),
                values.stream().map(value -> value.replace('\0', '\uFFFD')).toList()));
    return storable;
  }
}
