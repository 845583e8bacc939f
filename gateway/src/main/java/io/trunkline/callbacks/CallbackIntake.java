// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.callbacks.CallbackStore.Arrival;
import io.trunkline.id.Ids;
import io.trunkline.storage.GroupCommit;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The road of a callback: judged, stored, applied. What comes in at the same time is stored and
 * applied in one transaction; if that fails, each is stored by itself and then applied, so that
 * what cannot be applied is kept all the same.
 */
final class CallbackIntake {

  private static final Logger log = LoggerFactory.getLogger(CallbackIntake.class);

  private final CallbackJudge judge;
  private final CallbackStore store;
  private final CallbackApplier applier;
  private final GroupCommit<Arrival, Optional<CallbackReply>> together;
  private final Ids ids;
  private final Clock clock;

  CallbackIntake(
      CallbackJudge judge,
      CallbackStore store,
      CallbackApplier applier,
      TransactionOperations transactions,
      Ids ids,
      Clock clock) {
    this.judge = judge;
    this.store = store;
    this.applier = applier;
    this.together = new GroupCommit<>(transactions, this::takeTogether);
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @return the reply; empty if Twilio has sent the very same request before, or it could not be
   *     applied and is kept
   * @throws io.trunkline.problem.RefusalException if it is not genuine
   */
  Optional<CallbackReply> take(CallbackRequest request, CallbackRoutes.Match match) {
    var account = judge.judge(request, match.route());
    var pending =
        new CallbackStore.Pending(
            new CallbackId(ids.next()),
            account,
            match.route().kind(),
            request.signed().path(),
            storable(request.parameters()),
            Storage.storable(clock.instant()),
            0);
    var arrival = new Arrival(pending, request.idempotencyToken(), match);
    try {
      return together.submit(arrival);
    } catch (RuntimeException e) {
      log.debug("{} is taken in by itself", pending, e);
      return takeAlone(arrival);
    }
  }

  private List<Optional<CallbackReply>> takeTogether(List<Arrival> arrivals) {
    var fresh = store.insertApplied(arrivals, Storage.storable(clock.instant()));
    var replies = new HashMap<CallbackId, CallbackReply>();
    arrivals.stream()
        .filter(arrival -> fresh.contains(arrival.callback().id()))
        // Statuses lock messages and then conversations, texts that come in the latter only: they
        // go last, as everywhere.
        .sorted(Comparator.comparing(arrival -> arrival.match().route().repliesWithTwiml()))
        .collect(
            Collectors.groupingBy(
                arrival -> arrival.match().route(), LinkedHashMap::new, Collectors.toList()))
        .forEach((route, alike) -> replies.putAll(apply(route, alike)));
    return arrivals.stream()
        .map(arrival -> Optional.ofNullable(replies.get(arrival.callback().id())))
        .toList();
  }

  private static Map<CallbackId, CallbackReply> apply(CallbackRoute route, List<Arrival> alike) {
    var replies =
        route.applyAll(
            alike.stream()
                .map(arrival -> arrival.callback().callback(arrival.match().pathVariables()))
                .toList());
    var byId = new HashMap<CallbackId, CallbackReply>();
    for (int i = 0; i < alike.size(); i++) {
      byId.put(alike.get(i).callback().id(), replies.get(i));
    }
    return byId;
  }

  private Optional<CallbackReply> takeAlone(Arrival arrival) {
    var pending = arrival.callback();
    boolean isNew =
        store.insert(
            pending,
            arrival.idempotencyToken(),
            pending.receivedAt().plus(CallbackApplier.FIRST_PAUSE));
    return isNew ? applier.apply(pending, arrival.match()) : Optional.empty();
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
