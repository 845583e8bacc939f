// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.account;

import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.seed.Sids;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The API keys of all accounts. */
public final class Keys {
  private final EmulatorClock clock;
  private final Sids sids;
  private final Map<String, ApiKey> bySid = new ConcurrentHashMap<>();

  Keys(EmulatorClock clock, Sids sids) {
    this.clock = clock;
    this.sids = sids;
  }

  /** Adds a key; false if there is one with its SID. */
  public boolean add(ApiKey key) {
    return bySid.putIfAbsent(key.sid(), key) == null;
  }

  /** The keys of an account, newest first. */
  public List<ApiKey> of(Account account) {
    return bySid.values().stream()
        .filter(key -> key.accountSid().equals(account.sid()))
        .sorted(Comparator.comparing(ApiKey::created).reversed().thenComparing(ApiKey::sid))
        .toList();
  }

  public Optional<ApiKey> find(Account account, String sid) {
    return find(sid).filter(key -> key.accountSid().equals(account.sid()));
  }

  /** Makes a key that is not a main key; without a policy it is a standard key. */
  public ApiKey create(Account account, String friendlyName, @Nullable KeyPolicy policy) {
    var now = clock.now();
    var sid = sids.next("SK");
    var key = new ApiKey(sid, sids.secret(), account.sid(), friendlyName, false, policy, now, now);
    bySid.put(sid, key);
    return key;
  }

  public ApiKey change(ApiKey key, String friendlyName, @Nullable KeyPolicy policy) {
    var changed = key.with(friendlyName, policy, clock.now());
    bySid.put(key.sid(), changed);
    return changed;
  }

  public void delete(ApiKey key) {
    bySid.remove(key.sid());
  }

  Optional<ApiKey> find(String sid) {
    return Optional.ofNullable(bySid.get(sid));
  }

  void clear() {
    bySid.clear();
  }
}
