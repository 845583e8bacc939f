// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import io.trunkline.account.AccountId;
import io.trunkline.dispatch.Brakes;
import io.trunkline.dispatch.Limit;
import io.trunkline.events.Event;
import io.trunkline.events.EventId;
import io.trunkline.id.Ids;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.problem.RequestRefusal;
import io.trunkline.storage.Storage;
import io.trunkline.webhooks.Outgoing.Target;
import io.trunkline.webhooks.WebhookEndpoint.Disabled;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * The endpoints of subscribers. Events that are recorded later go by what is changed here, on
 * whatever node; pace and concurrency follow within a second.
 */
public final class Webhooks {

  /** How long the old secret signs beside a new one, unless said otherwise. */
  public static final Duration USUAL_OVERLAP = Duration.ofHours(24);

  private static final Duration LONGEST_OVERLAP = Duration.ofDays(7);
  private static final String TEST = "webhook_endpoint.test";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final EndpointStore store;
  private final Endpoints known;
  private final EndpointRules rules;
  private final EndpointKeys keys;
  private final Trials trials;
  private final Surroundings surroundings;

  record Surroundings(TransactionOperations transactions, Brakes brakes, Ids ids, Clock clock) {}

  Webhooks(
      EndpointStore store,
      Endpoints known,
      EndpointRules rules,
      EndpointKeys keys,
      Trials trials,
      Surroundings surroundings) {
    this.store = store;
    this.known = known;
    this.rules = rules;
    this.keys = keys;
    this.trials = trials;
    this.surroundings = surroundings;
  }

  /**
   * Makes an endpoint, enabled. Looks its host up.
   *
   * @param secret null for a fresh one; given where subscribers have one already
   * @throws RefusalException if something is wrong with it, the account has too many, or there is
   *     no encryption key to seal the secret with
   */
  public NewWebhookEndpoint create(
      AccountId account, WebhookSettings settings, @Nullable WebhookSecret secret) {
    rules.check(settings);
    var id = new WebhookEndpointId(surroundings.ids().next());
    var used = secret == null ? keys.fresh() : secret;
    var now = now();
    var endpoint = new WebhookEndpoint(id, account, settings, null, now, null, now, now);
    var sealed = keys.seal(account, id, used);
    var isMade =
        surroundings
            .transactions()
            .execute(_ -> store.insert(endpoint, sealed, rules.mostEndpoints()));
    if (!Objects.requireNonNull(isMade)) {
      throw Refusal.of(
              WebhookRefusal.TOO_MANY_WEBHOOK_ENDPOINTS,
              "An account has at most " + rules.mostEndpoints())
          .asException();
    }
    known.changed();
    return new NewWebhookEndpoint(endpoint, used);
  }

  /** Oldest first. */
  public List<WebhookEndpoint> list(AccountId account) {
    return store.list(account);
  }

  /** Of all accounts, the endpoints that are gone or have failed for days: somebody should look. */
  public List<WebhookEndpoint> givenUp() {
    return store.givenUp();
  }

  /**
   * Endpoints whose secrets do not open with the encryption keys of this node, as far as it has
   * tried lately: it sends nothing there.
   */
  public Set<WebhookEndpointId> shut() {
    return keys.shut(now());
  }

  public Optional<WebhookEndpoint> find(AccountId account, WebhookEndpointId id) {
    return store.find(account, id);
  }

  /**
   * Changes what it hears, and how; also what waits already goes there then. Of changes that are
   * made at once none undoes another. Looks its host up.
   *
   * @param change says what is to be of what is; asked again if that has changed meanwhile
   * @throws RefusalException if there is none, or something is wrong with it
   */
  public WebhookEndpoint change(
      AccountId account, WebhookEndpointId id, UnaryOperator<WebhookSettings> change) {
    while (true) {
      var before = required(account, id).settings();
      var after = change.apply(before);
      if (before.equals(after)) {
        return required(account, id);
      }
      // Before the lock is taken: a look-up takes its time.
      rules.check(after);
      if (exchange(id, before, after)) {
        known.changed();
        if (before.pacePerSecond() != after.pacePerSecond() || !before.url().equals(after.url())) {
          letGo(id, after);
        }
        return required(account, id);
      }
    }
  }

  /** Whether it still was as it is said to have been. */
  private boolean exchange(WebhookEndpointId id, WebhookSettings before, WebhookSettings after) {
    var isDone =
        surroundings
            .transactions()
            .execute(
                _ -> {
                  var isSame = store.lock(id).filter(before::equals).isPresent();
                  if (isSame) {
                    store.change(id, after, now());
                  }
                  return isSame;
                });
    return Objects.requireNonNull(isDone);
  }

  /**
   * Lets an endpoint hear again, at once even if it has asked for a rest; what waited for it when
   * it was disabled goes out, each at its time, unless deliveries are kept for a shorter time than
   * it was disabled. Of what happened meanwhile it hears nothing: that is in the feed of events.
   *
   * @throws RefusalException if there is none
   */
  public WebhookEndpoint enable(AccountId account, WebhookEndpointId id) {
    var _ = required(account, id);
    store.enable(id, now());
    known.changed();
    var enabled = required(account, id);
    letGo(id, enabled.settings());
    return enabled;
  }

  /**
   * Stops an endpoint, or takes note that it has been stopped.
   *
   * @throws RefusalException if there is none
   */
  public WebhookEndpoint disable(AccountId account, WebhookEndpointId id) {
    var _ = required(account, id);
    var _ = store.disable(id.value(), Disabled.BY_REQUEST, now());
    known.changed();
    return required(account, id);
  }

  /**
   * Forgets an endpoint and its secrets; what waits for it is not sent.
   *
   * @throws RefusalException if there is none
   */
  public void delete(AccountId account, WebhookEndpointId id) {
    var _ = required(account, id);
    store.delete(id, now());
    known.changed();
  }

  /**
   * Gives an endpoint another secret, which like the first is told this once. Until the overlap is
   * over every webhook carries both signatures; what was old already before this, signs no more.
   *
   * @param overlap up to seven days; zero for a secret that somebody else knows
   * @param secret null for a fresh one
   * @throws RefusalException if there is no such endpoint, or the overlap is too long
   */
  public WebhookSecrets rotate(
      AccountId account, WebhookEndpointId id, Duration overlap, @Nullable WebhookSecret secret) {
    if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
      throw Refusal.at(RequestRefusal.INVALID_VALUE, "/overlap", "is up to seven days")
          .asException();
    }
    var _ = required(account, id);
    var now = now();
    var used = secret == null ? keys.fresh() : secret;
    return keys.rotate(account, id, used, now.plus(overlap), now)
        .orElseThrow(() -> unknown(id.toString()));
  }

  /**
   * Sends a test event to an endpoint at once, enabled or not, and waits for its answer. It is in
   * no log, and no other endpoint hears it.
   *
   * @throws RefusalException if there is no such endpoint, it is being tested already, or too many
   *     are
   */
  public WebhookTrial test(AccountId account, WebhookEndpointId id) {
    var endpoint = required(account, id);
    var settings = endpoint.settings();
    var event =
        new Event(
            new EventId(surroundings.ids().next()),
            account,
            TEST,
            id.toString(),
            now(),
            JSON.writeValueAsString(EndpointView.Data.of(endpoint)));
    var target = new Target(id, account, settings.url(), settings.pacePerSecond(), keys.sealed(id));
    var sent = trials.send(target, event);
    return new WebhookTrial(sent.request(), Envelope.text(event), sent.answer());
  }

  /** What it owed to another pace, and what another server has asked for, holds no more. */
  private void letGo(WebhookEndpointId id, WebhookSettings settings) {
    surroundings.brakes().letGo(List.of(new Limit(id.value(), settings.pacePerSecond())), now());
  }

  private WebhookEndpoint required(AccountId account, WebhookEndpointId id) {
    return find(account, id).orElseThrow(() -> unknown(id.toString()));
  }

  static RefusalException unknown(String id) {
    return Refusal.of(WebhookRefusal.UNKNOWN_WEBHOOK_ENDPOINT, "There is no endpoint " + id)
        .asException();
  }

  private Instant now() {
    return Storage.storable(surroundings.clock().instant());
  }
}
