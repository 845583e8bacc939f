// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.call;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.seed.Sids;
import io.trunkline.emulator.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * All calls of this world. Those that the API was told to delete are not found by it any more, but
 * kept: this is also the witness against calling anybody twice.
 */
public final class Calls {
  private final EmulatorClock clock;
  private final Sids sids;
  private final Map<String, EmulatedCall> bySid = new ConcurrentHashMap<>();
  private final List<EmulatedCall> taken = new ArrayList<>();
  private final Signal<EmulatedCall> changes = new Signal<>();

  public Calls(EmulatorClock clock, Sids sids) {
    this.clock = clock;
    this.sids = sids;
  }

  /** The shape that the API answers for test credentials: nothing is stored, nothing happens. */
  public EmulatedCall pretend(CallDraft draft) {
    return new EmulatedCall(0, sids.next("CA"), draft, clock.now(), new Signal<>());
  }

  /** Stores a call that was taken. */
  EmulatedCall add(CallDraft draft) {
    EmulatedCall call;
    synchronized (this) {
      call = new EmulatedCall(taken.size(), sids.next("CA"), draft, clock.now(), changes);
      taken.add(call);
      bySid.put(call.sid(), call);
    }
    changes.tell(call);
    return call;
  }

  public Optional<EmulatedCall> find(Account account, String sid) {
    return Optional.ofNullable(bySid.get(sid))
        .filter(call -> call.account().sid().equals(account.sid()));
  }

  /** The calls that are older than the sequence and not deleted, newest first. */
  public Stream<EmulatedCall> before(long sequence) {
    return taken().reversed().stream()
        .filter(call -> call.sequence() < sequence && bySid.containsKey(call.sid()));
  }

  /** Every call that the REST API ever took, whatever became of it, in order. */
  public synchronized List<EmulatedCall> taken() {
    return List.copyOf(taken);
  }

  /** Those to one phone, in order. */
  public List<EmulatedCall> to(String number) {
    return taken().stream().filter(call -> call.to().equals(number)).toList();
  }

  /** Told when a call was made, and after each change of it. */
  public Signal<EmulatedCall> changes() {
    return changes;
  }

  /** Lets the API forget a call. */
  public void delete(EmulatedCall call) {
    bySid.remove(call.sid());
  }

  public synchronized void reset() {
    taken.clear();
    bySid.clear();
  }
}
