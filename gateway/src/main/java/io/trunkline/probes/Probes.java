// SPDX-License-Identifier: Apache-2.0
package io.trunkline.probes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.account.TwilioCredentials;
import io.trunkline.callbacks.Callbacks;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.signatures.TwilioSignature;
import io.trunkline.storage.Storage;
import java.net.URI;
import java.net.URLEncoder;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Requests to ourselves, signed as Twilio would, that show what arrives of them. */
public final class Probes {

  /** Below it the secret of a probe; unknown ones are answered as any path that is none of ours. */
  static final String PATH = "/twilio/probe/";

  static final Duration LIFE = Duration.ofMinutes(2);

  /** Of an account at the same time. */
  static final int MOST_OPEN = 20;

  private static final int SECRET_BYTES = 16;

  private final ProbeStore store;
  private final Accounts accounts;
  private final Callbacks callbacks;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Probes(ProbeStore store, Accounts accounts, Callbacks callbacks, Clock clock) {
    this.store = store;
    this.accounts = accounts;
    this.callbacks = callbacks;
    this.clock = clock;
  }

  /**
   * Prepares a request as Twilio would make it, to be sent to the public address by whoever wants
   * to know what arrives of it.
   *
   * @throws io.trunkline.problem.RefusalException without a public URL or an auth token, or if too
   *     many are open
   */
  public Probe open(AccountId account) {
    var publicUrl = callbacks.publicUrl().orElseThrow(Probes::nothingToProbe);
    var credentials =
        accounts
            .credentials(account)
            .filter(all -> !all.signingTokens().isEmpty())
            .orElseThrow(Probes::nothingToProbe);
    var bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    var secret = HexFormat.of().formatHex(bytes);
    var now = Storage.storable(clock.instant());
    var expires = now.plus(LIFE);
    if (!store.insert(secret, account, now, expires, MOST_OPEN)) {
      throw Refusal.of(ProbeRefusal.TOO_MANY_PROBES, "Use those that are open, or wait two minutes")
          .retryAfter(LIFE)
          .asException();
    }
    return probe(publicUrl, secret, credentials, expires);
  }

  private static RefusalException nothingToProbe() {
    return Refusal.of(
            ProbeRefusal.NOTHING_TO_PROBE,
            "A probe needs a public URL and an auth token to sign with"
                + " (trunkline.callbacks.public-url, trunkline.account.twilio.auth-token)")
        .asException();
  }

  private static Probe probe(
      URI publicUrl, String secret, TwilioCredentials credentials, Instant expires) {
    var url = TwilioSignature.base(publicUrl) + PATH + secret;
    var form = form(credentials.accountSid());
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
    headers.put("User-Agent", "TwilioProxy/1.1");
    headers.put("I-Twilio-Idempotency-Token", secret);
    headers.put(
        "X-Twilio-Signature",
        TwilioSignature.sign(credentials.signingTokens().getFirst(), url, form));
    var body =
        form.entrySet().stream()
            .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue().getFirst()))
            .collect(Collectors.joining("&"));
    return new Probe(secret, URI.create(url), headers, body, expires);
  }

  /** With all that proxies like to change: an empty value, white space, signs, other letters. */
  private static Map<String, List<String>> form(String accountSid) {
    var form = new LinkedHashMap<String, List<String>>();
    form.put("AccountSid", List.of(accountSid));
    form.put("ApiVersion", List.of("2010-04-01"));
    form.put("Body", List.of("Trunkline asks itself: caf\u00e9 + 100 % & \u2713\r\n "));
    form.put("From", List.of("+15005550006"));
    form.put("FromZip", List.of(""));
    form.put("To", List.of("+15005550006"));
    return form;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  /**
   * What has arrived of a probe; empty if nothing has, yet.
   *
   * @throws io.trunkline.problem.RefusalException if the account has no such probe
   */
  public Optional<ProbeArrival> arrival(AccountId account, String id) {
    return store
        .find(account, id)
        .orElseThrow(
            () ->
                Refusal.of(ProbeRefusal.UNKNOWN_PROBE, "It is none of this account, or long gone")
                    .asException())
        .arrival();
  }
}
