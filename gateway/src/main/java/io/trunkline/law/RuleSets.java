// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.problem.RequestRefusal;
import io.trunkline.storage.Storage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rule sets, which all accounts share. The one that the program brings is in force until
 * another is made so; every one is kept. Which is in force when is read every {@link #MEMORY}: what
 * another node says is known here that much later, what was said before takes effect at its
 * instant.
 */
public final class RuleSets {

  private static final Logger log = LoggerFactory.getLogger(RuleSets.class);

  static final Duration MEMORY = Duration.ofSeconds(5);

  private static final String BUNDLED = "bundled";

  private final RuleSetStore store;
  private final Clock clock;
  private final RuleSet bundled;
  private final Map<String, RuleSet> read = new ConcurrentHashMap<>();
  private final LoadingCache<Boolean, List<Activation>> activations;

  RuleSets(RuleSetStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
    this.activations =
        Caffeine.newBuilder().expireAfterWrite(MEMORY).build(key -> store.activations());
    this.bundled = kept(RuleSet.bundledDocument());
  }

  /** The document under this version if there is one, whatever the program brings. */
  private RuleSet kept(String document) {
    var brought = read(document);
    store.insert(
        new StoredRuleSet(
            brought.version(), document, brought.published(), clock.instant(), BUNDLED));
    var known = store.find(brought.version()).orElseThrow();
    if (known.document().equals(document)) {
      return brought;
    }
    log.warn(
        "The program brings another rule set {} than the one that is kept under this version: the"
            + " one that is kept counts",
        brought.version());
    return read(known.document());
  }

  /** The one to decide by now. */
  public RuleSet inForce() {
    return activation(clock.instant())
        .map(activation -> byVersion(activation.version()))
        .orElse(bundled);
  }

  private Optional<Activation> activation(Instant now) {
    var all = activations.get(true);
    for (int i = all.size() - 1; i >= 0; i--) {
      if (!all.get(i).from().isAfter(now)) {
        return Optional.of(all.get(i));
      }
    }
    return Optional.empty();
  }

  /** What was readable when it was loaded may not be for this Java: it may lack a zone. */
  private RuleSet byVersion(String version) {
    return read.computeIfAbsent(
        version,
        key -> {
          try {
            return read(store.find(key).orElseThrow().document());
          } catch (RefusalException e) {
            log.error(
                "Rule set {} cannot be read here, {} is used instead", key, bundled.version(), e);
            return bundled;
          }
        });
  }

  /**
   * The version that should be in force by now and cannot be read here, so that the one that the
   * program brings is; empty if all is well.
   */
  public Optional<String> unreadable() {
    var now = clock.instant();
    return activation(now)
        .map(Activation::version)
        .filter(version -> !byVersion(version).version().equals(version));
  }

  /** Every one that is kept, the last loaded first. */
  public List<StoredRuleSet> list() {
    return store.list();
  }

  public Optional<StoredRuleSet> find(String version) {
    return store.find(version);
  }

  /** Which was, is and will be in force, in this order; as of some seconds ago. */
  public List<Activation> activations() {
    return activations.get(true);
  }

  /**
   * Keeps a document, and puts nothing in force.
   *
   * @param actor who it is, for the records
   * @throws RefusalException with all that is wrong with it, each with its JSON pointer; if another
   *     document is kept under its version
   */
  public StoredRuleSet load(String document, String actor) {
    var set = read(document);
    store.insert(
        new StoredRuleSet(
            set.version(), document, set.published(), Storage.storable(clock.instant()), actor));
    var kept = store.find(set.version()).orElseThrow();
    if (!kept.document().equals(document)) {
      throw Refusal.at(
              LawRefusal.RULE_SET_EXISTS,
              "/version",
              "is that of another rule set: a changed one has a version of its own")
          .asException();
    }
    return kept;
  }

  /**
   * Puts a rule set in force.
   *
   * @param from when; null for now. Saying another one for the same instant takes it back
   * @throws RefusalException if there is none of this version, or the instant is past
   */
  public Activation activate(String version, @Nullable Instant from, String actor) {
    if (store.find(version).isEmpty()) {
      throw unknown(version).asException();
    }
    var now = Storage.storable(clock.instant());
    if (from != null && from.isBefore(now)) {
      throw Refusal.at(RequestRefusal.INVALID_VALUE, "/from", "is not in the past").asException();
    }
    var activation =
        new Activation(version, from == null ? now : Storage.storable(from), now, actor);
    store.insert(activation);
    activations.invalidateAll();
    return activation;
  }

  static Refusal unknown(String version) {
    return Refusal.of(LawRefusal.UNKNOWN_RULE_SET, "No rule set has the version " + version);
  }

  private static RuleSet read(String document) {
    return RuleSet.read(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
  }
}
