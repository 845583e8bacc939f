// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Where Twilio finds us, whether it can, and what became of what it sent. */
public final class Callbacks {

  private static final String REPEAT_REPORT = "#rc=3&rt=4000&rp=ct,rt,5xx";

  /** Longer than what a STOP ends may take, which is waited for before it is answered. */
  private static final String REPEAT_TEXT = "#rc=3&rt=12000&rp=ct,rt,5xx";

  private final Accounts accounts;
  private final CallbackLog log;
  private final Supplier<CallbackRoutes> routes;
  private final @Nullable URI publicUrl;

  /**
   * @param routes asked when they are needed, since their rooms stand below
   */
  Callbacks(
      Accounts accounts,
      CallbackLog log,
      Supplier<CallbackRoutes> routes,
      CallbacksProperties properties) {
    this.accounts = accounts;
    this.log = log;
    this.routes = routes;
    this.publicUrl = properties.publicUrl();
  }

  /** The address under which Twilio reaches this server; empty while none is configured. */
  public Optional<URI> publicUrl() {
    return Optional.ofNullable(publicUrl);
  }

  /**
   * The public address of one of our callback paths; empty while no public URL is configured.
   *
   * @param path {@code /twilio/…}
   */
  public Optional<URI> url(String path) {
    return publicUrl().map(base -> URI.create(base.toString().replaceFirst("/+$", "") + path));
  }

  /**
   * The same, where Twilio only reports: it is asked in the URL's fragment, which it keeps to
   * itself and does not sign, to report again if we could not be reached or could not store it.
   * Unasked it repeats nothing but a failed connection. It gives up after 15 s all the same.
   *
   * @see <a href="https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides">Twilio:
   *     connection overrides</a>
   */
  public Optional<URI> reportUrl(String path) {
    return url(path).map(url -> URI.create(url + REPEAT_REPORT));
  }

  /**
   * The same, where Twilio brings what somebody has written and waits for what to answer: asked to
   * bring it again, too, but to wait for longer.
   */
  public Optional<URI> textUrl(String path) {
    return url(path).map(url -> URI.create(url + REPEAT_TEXT));
  }

  /**
   * What keeps callbacks off and the property that turns them on, a sentence each; empty if all is
   * configured. Silent about credentials that are absent altogether: then nothing works at all.
   */
  public List<String> missing(AccountId account) {
    var missing = new ArrayList<String>();
    if (accounts.credentials(account).filter(all -> all.signingTokens().isEmpty()).isPresent()) {
      missing.add(
          "No auth token, so every callback is refused: an API key signs none"
              + " (trunkline.account.twilio.auth-token)");
    }
    if (publicUrl == null) {
      missing.add(
          "No public URL, so no status callback is asked for and every callback is refused"
              + " (trunkline.callbacks.public-url)");
    }
    return List.copyOf(missing);
  }

  /**
   * What Twilio has sent, the newest first: applied, due and parked, of kinds that nobody applies
   * any more too. Without their parameters.
   *
   * @throws io.trunkline.problem.RefusalException if there is too much to look through
   */
  public List<StoredCallback> list(AccountId account, CallbackQuery query) {
    return log.newest(account, query);
  }

  /**
   * One of them.
   *
   * @throws io.trunkline.problem.RefusalException if the account has no such callback
   */
  public StoredCallback find(AccountId account, CallbackId id) {
    return log.find(account, id).orElseThrow(() -> CallbackLogRefusal.unknown(id.toString()));
  }

  /**
   * The same as {@link #list}, but the oldest first and with their parameters.
   *
   * @throws io.trunkline.problem.RefusalException if there is too much to look through
   */
  public List<StoredCallback> oldest(AccountId account, CallbackQuery query) {
    return log.oldest(account, query);
  }

  /** A stored callback with its route; empty if this version of us has no such route. */
  public Optional<RoutedCallback> routed(AccountId account, StoredCallback stored) {
    return routes
        .get()
        .of(stored.kind(), stored.path())
        .map(
            match ->
                new RoutedCallback(
                    new Callback(
                        stored.id(),
                        account,
                        match.pathVariables(),
                        stored.parameters(),
                        stored.receivedAt()),
                    match.route()));
  }

  /**
   * Takes a callback out of what is due, or out of those that were given up, in the transaction of
   * the caller, who applies it in the same.
   *
   * @return false if somebody else is at it
   * @throws IllegalStateException outside a transaction, where it would be lost
   */
  public boolean take(CallbackId id) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("A callback is taken in the transaction that applies it");
    }
    return log.take(id);
  }

  /**
   * When the oldest callback came in that is stored and was not applied yet, of any account; empty
   * if all were, or were tried at least. What Twilio has told since is not known to the rooms.
   */
  public Optional<Instant> oldestUntried() {
    return log.oldestUntried();
  }

  /**
   * To which of these paths of ours something came that could not be applied yet and is tried
   * again: what Twilio has told there is not known to the rooms either.
   */
  public Set<String> failedAt(Collection<String> paths) {
    return log.failedAt(paths);
  }

  /**
   * The same, with what nobody has tried yet and what was given up. Goes through all that is due:
   * to be asked where {@link #oldestUntried} says that this is little.
   *
   * @param since what came before has nothing to say
   */
  public Set<String> unheardAt(AccountId account, Instant since, Collection<String> paths) {
    return log.unheardAt(account, since, paths);
  }
}
