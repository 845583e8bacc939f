// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.trunkline.account.AccountId;
import io.trunkline.problem.Refusal;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What accounts allow themselves. Asked with every message, so policies are kept in memory for
 * {@link #MEMORY}: what another node has changed holds here that much later, what this one changes
 * at once.
 */
public class Policies {

  static final Duration MEMORY = Duration.ofSeconds(5);

  private static final int MOST_ACCOUNTS = 10_000;

  private final PolicyStore store;
  private final Policy usual;
  private final PolicyNews news;
  private final Clock clock;
  private final LoadingCache<AccountId, InForce> inForce;

  /** A policy, and its checks made ready. */
  record InForce(Policy policy, ContentChecks checks) {}

  /**
   * @param usual what holds for an account that has no policy of its own
   */
  Policies(PolicyStore store, Policy usual, PolicyNews news, Clock clock) {
    this.store = store;
    this.usual = usual;
    this.news = news;
    this.clock = clock;
    this.inForce =
        Caffeine.newBuilder().expireAfterWrite(MEMORY).maximumSize(MOST_ACCOUNTS).build(this::load);
  }

  /** What an account allows itself, as this node knows it. */
  public Policy of(AccountId account) {
    return inForce(account).policy();
  }

  InForce inForce(AccountId account) {
    return inForce.get(account);
  }

  private InForce load(AccountId account) {
    var policy = current(account).policy();
    return new InForce(policy, new ContentChecks(policy.content()));
  }

  /** The version that holds, as the database knows it. */
  public PolicyVersion current(AccountId account) {
    return store.latest(account, usual).orElse(new PolicyVersion(0, usual, null, null));
  }

  /** What an account has that has changed nothing, from the settings of the server. */
  public Policy usual() {
    return usual;
  }

  /**
   * Makes a new version, which holds from now on; what is accepted already is not looked at again.
   *
   * @param from the version that is to be changed, 0 for the first change
   * @param actor who changes it
   * @throws io.trunkline.problem.RefusalException if it is not the latest version any more
   */
  public PolicyVersion change(AccountId account, int from, Policy policy, String actor) {
    var version = new PolicyVersion(from + 1, policy, actor, Storage.storable(clock.instant()));
    if (!news.changed(account, version, () -> store.append(account, version))) {
      throw Refusal.at(
              PolicyRefusal.POLICY_CHANGED,
              "/version",
              "is not the latest: look at the policy again and repeat your change")
          .asException();
    }
    forget(account);
    return version;
  }

  /**
   * All versions, the newest first.
   *
   * @param before the oldest that is known already; null to begin with the newest
   */
  public List<PolicyVersion> versions(AccountId account, @Nullable Integer before, int limit) {
    return store.versions(account, before, limit, usual);
  }

  /** Also at the end of a transaction, until which others may read what held before. */
  private void forget(AccountId account) {
    inForce.invalidate(account);
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
              inForce.invalidate(account);
            }
          });
    }
  }
}
