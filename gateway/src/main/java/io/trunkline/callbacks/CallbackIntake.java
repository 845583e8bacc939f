// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trunkline.callbacks.CallbackStore.Arrival;
import io.trunkline.callbacks.CallbackStore.Stored;
import io.trunkline.id.Ids;
import io.trunkline.signatures.CallbackRequest;
import io.trunkline.storage.Storage;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The road of a callback: judged, recorded, answered. */
final class CallbackIntake {

  private final CallbackJudge judge;
  private final CallbackRecorder recorder;
  private final Ids ids;
  private final Clock clock;

  CallbackIntake(CallbackJudge judge, CallbackRecorder recorder, Ids ids, Clock clock) {
    this.judge = judge;
    this.recorder = recorder;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @return the reply, if there is anything to say
   * @throws io.trunkline.problem.RefusalException if it is not genuine
   */
  Optional<CallbackReply> take(CallbackRequest request, CallbackRoutes.Match match) {
    var account = judge.judge(request, match.route());
    var callback =
        new Stored(
            new CallbackId(ids.next()),
            account,
            match.route().kind(),
            request.signed().path(),
            storable(request.parameters()),
            Storage.storable(clock.instant()));
    return recorder.record(new Arrival(callback, mark(request), match));
  }

  /** By Twilio's token alone, what another report says that bears the same would vanish. */
  private static @Nullable String mark(CallbackRequest request) {
    var token = request.idempotencyToken();
    if (token == null) {
      return null;
    }
    try {
      var said = token + '\n' + request.parameters();
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(said.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
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
