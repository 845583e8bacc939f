// SPDX-License-Identifier: Apache-2.0
package io.trunkline.account;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.trunkline.id.Ids;
import io.trunkline.problem.Refusal;
import io.trunkline.storage.Storage;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Whose rows, whose credentials, whose keys. What is read for each request (keys, credentials, the
 * account of a Twilio SID) is kept in memory for {@link #MEMORY}, so a revoked key may still be
 * honoured that long by another node.
 */
public class Accounts {

  /** The name of the account that is configured by properties. */
  public static final String DEFAULT = "default";

  static final Duration MEMORY = Duration.ofSeconds(10);

  private static final int SECRET_BYTES = 32;

  private final AccountStore store;
  private final Ids ids;
  private final Clock clock;
  private final StoredCredentials stored;
  private final Optional<TwilioCredentials> configuredCredentials;
  private final Account configured;
  private final SecureRandom random = new SecureRandom();
  private final Cache<String, Optional<ApiKey>> keysBySecret = memory();
  private final Cache<String, AccountId> idsByTwilioSid = memory();

  /** All of them, since strangers who name one after the other must not make a query with each. */
  private final LoadingCache<Boolean, Map<String, AccountId>> allByTwilioSid;

  /**
   * @param hosts the key of the host, beside the one that is configured
   */
  Accounts(
      AccountStore store,
      AccountProperties properties,
      Optional<EncryptionKey> hosts,
      Ids ids,
      Clock clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
    var keys = Stream.of(properties.key(), hosts).flatMap(Optional::stream).toList();
    this.stored =
        new StoredCredentials(
            store, keys.isEmpty() ? Optional.empty() : Optional.of(new CredentialSeal(keys)));
    this.allByTwilioSid =
        Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofSeconds(1))
            .build(_ -> store.idsByTwilioSid());
    this.configuredCredentials = properties.twilio().credentials();
    this.configured =
        store.putConfigured(
            new AccountId(ids.next()),
            DEFAULT,
            configuredCredentials.map(TwilioCredentials::accountSid).orElse(null),
            Storage.storable(clock.instant()));
  }

  /** The account that is configured by properties; embedded use has no other. */
  public Account configured() {
    return configured;
  }

  /** Every account, oldest first. */
  public List<Account> all() {
    return store.all();
  }

  public Optional<Account> byName(String name) {
    return store.byName(name);
  }

  public Optional<AccountId> byTwilioSid(String twilioSid) {
    // What this program is configured with holds, whatever another has written meanwhile.
    if (configuredCredentials.filter(own -> own.accountSid().equals(twilioSid)).isPresent()) {
      return Optional.of(configured.id());
    }
    var known = idsByTwilioSid.getIfPresent(twilioSid);
    if (known != null) {
      return Optional.of(known);
    }
    var found = Optional.ofNullable(allByTwilioSid.get(true).get(twilioSid));
    found.ifPresent(id -> idsByTwilioSid.put(twilioSid, id));
    return found;
  }

  /** Empty while the account cannot speak to Twilio. */
  public Optional<TwilioCredentials> credentials(AccountId account) {
    if (account.equals(configured.id())) {
      return configuredCredentials;
    }
    return stored.of(account);
  }

  /**
   * Opens an account beside the configured one; its credentials are stored sealed.
   *
   * @param name up to 63 lower-case letters, digits and hyphens
   * @throws io.trunkline.problem.RefusalException if the name is not one, or the name or the Twilio
   *     account has been opened already, or there is no key to seal with
   */
  public Account open(String name, TwilioCredentials twilio) {
    if (!name.matches("[a-z0-9][a-z0-9-]{0,62}")) {
      throw Refusal.of(
              AccountRefusal.INVALID_ACCOUNT_NAME,
              "A name is up to 63 lower-case letters, digits and hyphens")
          .asException();
    }
    var sealer = stored.mustHaveSeal();
    var account =
        new Account(
            new AccountId(ids.next()),
            name,
            twilio.accountSid(),
            Storage.storable(clock.instant()));
    var opened = store.insert(account, sealer.seal(account.id(), twilio));
    allByTwilioSid.invalidateAll();
    return opened.orElseThrow(
        () ->
            Refusal.of(AccountRefusal.ACCOUNT_EXISTS, "The name or the Twilio account SID is taken")
                .asException());
  }

  /**
   * Seals a secret of an account's, for a room to keep.
   *
   * @param use what it is for, and of what; it opens for nothing else
   * @throws io.trunkline.problem.RefusalException if there is no key to seal with
   */
  public byte[] seal(AccountId account, String use, byte[] secret) {
    return stored.mustHaveSeal().seal(account, use, secret);
  }

  /**
   * Opens what {@link #seal} has sealed for the same account and use.
   *
   * @throws IllegalStateException if it was sealed with another key, or for something else
   * @throws io.trunkline.problem.RefusalException if there is no key to open it with
   */
  public byte[] unseal(AccountId account, String use, byte[] sealed) {
    return stored.mustHaveSeal().open(account, use, sealed);
  }

  /**
   * Accepts callbacks that are signed with a second token too, from now on here and within {@link
   * #MEMORY} everywhere.
   *
   * @throws io.trunkline.problem.RefusalException if the text is no token, the account has a second
   *     one already, or its tokens are configured by properties
   */
  public void addSecondaryToken(AccountId account, String token) {
    if (!token.matches("[!-~]{8,200}")) {
      throw Refusal.of(
              AuthTokenRefusal.INVALID_AUTH_TOKEN, "An auth token is 32 hexadecimal digits")
          .asException();
    }
    change(
        account,
        before -> {
          if (before.secondaryAuthToken() != null) {
            throw Refusal.of(
                    AuthTokenRefusal.SECONDARY_TOKEN_EXISTS,
                    "Promote or forget the secondary token that there is")
                .asException();
          }
          return before.with(token);
        });
  }

  /**
   * Exchanges the two tokens: requests are made with what was the secondary one. Callbacks are
   * accepted with either, as before.
   *
   * @throws io.trunkline.problem.RefusalException if there is no secondary token, or the tokens are
   *     configured by properties
   */
  public void promoteSecondaryToken(AccountId account) {
    change(account, before -> mustHaveSecondary(before).promoted());
  }

  /**
   * Accepts nothing any more that is signed with the secondary token.
   *
   * @throws io.trunkline.problem.RefusalException if there is none, or the tokens are configured by
   *     properties
   */
  public void forgetSecondaryToken(AccountId account) {
    change(account, before -> mustHaveSecondary(before).withoutSecondary());
  }

  private static TwilioCredentials mustHaveSecondary(TwilioCredentials credentials) {
    if (credentials.secondaryAuthToken() == null) {
      throw Refusal.of(AuthTokenRefusal.NO_SECONDARY_TOKEN, "Add the new token first")
          .asException();
    }
    return credentials;
  }

  private void change(AccountId account, UnaryOperator<TwilioCredentials> change) {
    if (account.equals(configured.id())) {
      throw Refusal.of(
              AuthTokenRefusal.CONFIGURED_BY_PROPERTIES,
              "Change trunkline.account.twilio.auth-token and secondary-auth-token"
                  + " (TWILIO_AUTH_TOKEN, TWILIO_SECONDARY_AUTH_TOKEN) and restart")
          .asException();
    }
    stored.change(account, change);
  }

  /** Makes a key. The secret is in the answer and nowhere else. */
  public NewApiKey createKey(AccountId account, String name, Set<Scope> scopes) {
    var bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    var secret = "tk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var key =
        new ApiKey(
            new ApiKeyId(ids.next()), account, name, scopes, Storage.storable(clock.instant()));
    store.insertKey(key, sha256(secret));
    return new NewApiKey(key, secret);
  }

  /** The key with this secret, unless it has been revoked. */
  public Optional<ApiKey> authenticate(String secret) {
    var hash = sha256(secret);
    return keysBySecret.get(HexFormat.of().formatHex(hash), ignored -> store.keyBySecretHash(hash));
  }

  /** The keys of an account that have not been revoked, oldest first. */
  public List<ApiKey> keys(AccountId account) {
    return store.keys(account);
  }

  /**
   * @throws io.trunkline.problem.RefusalException if there is no such key, or it is revoked already
   */
  public void revokeKey(ApiKeyId key) {
    var hash =
        store
            .revokeKey(key, clock.instant())
            .orElseThrow(
                () ->
                    Refusal.of(AccountRefusal.UNKNOWN_API_KEY, "No key in use is called " + key)
                        .asException());
    // This one entry, since invalidateAll() overlooks what is being read at this moment.
    keysBySecret.invalidate(HexFormat.of().formatHex(hash));
  }

  private static byte[] sha256(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <K, V> Cache<K, V> memory() {
    return Caffeine.newBuilder().expireAfterWrite(MEMORY).maximumSize(10_000).build();
  }
}
