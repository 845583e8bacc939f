// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.id.Ids;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The road of a callback: judged, stored, applied. */
final class CallbackIntake {

  private final CallbackJudge judge;
  private final CallbackStore store;
  private final CallbackApplier applier;
  private final Ids ids;
  private final Clock clock;

  CallbackIntake(
      CallbackJudge judge, CallbackStore store, CallbackApplier applier, Ids ids, Clock clock) {
    this.judge = judge;
    this.store = store;
    this.applier = applier;
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
        store.insert(
            pending, request.idempotencyToken(), receivedAt.plus(CallbackApplier.FIRST_PAUSE));
    return isNew ? applier.apply(pending, match) : Optional.empty();
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
