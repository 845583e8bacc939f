// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.callbacks;

import io.trunkline.emulator.call.CallStatus;
import io.trunkline.emulator.call.EmulatedCall;
import io.trunkline.emulator.call.Instructions;
import io.trunkline.emulator.twiml.VoiceVerb;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far one call has come in what it is to do. Its steps follow one another. */
final class CallScript {
  private final EmulatedCall call;
  private final Instructions instructions;
  private final Deque<VoiceVerb> verbs = new ArrayDeque<>();
  private String documentUrl;
  private int asked;
  private @Nullable Failure failure;

  private record Failure(int code, String url) {}

  /** The script of what the call is to follow from now on. */
  CallScript(EmulatedCall call) {
    this.call = call;
    instructions = call.instructions();
    documentUrl = instructions.url();
  }

  EmulatedCall call() {
    return call;
  }

  Instructions instructions() {
    return instructions;
  }

  /** Whether somebody still listens, and the call was not told to do something else. */
  boolean isInForce() {
    return call.status() == CallStatus.IN_PROGRESS && call.instructions() == instructions;
  }

  /** Counts a request; false if there were too many. */
  boolean mayAsk(int mostRedirects) {
    return asked++ <= mostRedirects;
  }

  void add(List<VoiceVerb> more) {
    verbs.addAll(more);
  }

  /** Goes on with another document; what was left of the one before does not count. */
  void continueAt(String url, List<VoiceVerb> document) {
    documentUrl = url;
    verbs.clear();
    verbs.addAll(document);
  }

  /** The next verb; the end of a document is the end of the call. */
  VoiceVerb poll() {
    var next = verbs.poll();
    return next == null ? new VoiceVerb.Hangup() : next;
  }

  /** Does the verb next. */
  void repeat(@Nullable VoiceVerb verb) {
    if (verb != null) {
      verbs.addFirst(verb);
    }
  }

  /** The address that a document means. */
  String resolve(String url) {
    return Addresses.resolve(documentUrl, url);
  }

  /** Whether somebody else is to be asked now; never twice. */
  boolean fallBack(int code, String url) {
    if (failure != null || instructions.fallbackUrl().isEmpty()) {
      return false;
    }
    failure = new Failure(code, url);
    return true;
  }

  /** Tells the fallback why it is asked. */
  void addFailureTo(CallbackForm form) {
    if (failure != null) {
      form.add("ErrorCode", Integer.toString(failure.code)).add("ErrorUrl", failure.url);
    }
  }
}
