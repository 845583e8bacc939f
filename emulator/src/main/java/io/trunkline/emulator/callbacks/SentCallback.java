// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.callbacks;

import io.trunkline.emulator.fault.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A callback that was sent, or that a fault kept from being sent.
 *
 * @param signature what it was signed with, empty if it was not sent
 * @param idempotencyToken what a repetition has in common with the first, empty if it was not sent
 * @param fault what was made to go wrong with it, null if nothing
 */
public record SentCallback(
    Instant at,
    Kind kind,
    String messageSid,
    String method,
    String url,
    List<Parameter> parameters,
    String signature,
    String idempotencyToken,
    WebhookAnswer answer,
    Duration duration,
    @Nullable FaultKind fault) {
  /** What a callback is for. */
  public enum Kind {
    /** A message's progress. */
    STATUS,
    /** A text that a person sent. */
    INBOUND,
    /** The same, or a call that was answered, at the fallback URL, because the first failed. */
    FALLBACK,
    /** The same, or a call that was answered, at another URL, because the first answered so. */
    REDIRECT,
    /** A usage trigger that fired. */
    USAGE,
    /** A call's progress. */
    CALL_STATUS,
    /** A call that was answered. */
    CALL
  }

  /** What was signed: the URL, and after it the parameters of a form. */
  public String baseString() {
    var signed = fault == FaultKind.CALLBACK_WRONG_HOST ? SignedRequest.atAnotherHost(url) : url;
    return method.equals("GET") ? signed : RequestSignature.baseString(signed, parameters);
  }

  /** The headers that Twilio's requests are known by; none if it was not sent. */
  public Map<String, String> headers() {
    return signature.isEmpty()
        ? Map.of()
        : SignedRequest.headers(method, signature, idempotencyToken);
  }

  /** The first value of the parameter. */
  public Optional<String> parameter(String name) {
    return parameters.stream().filter(p -> p.name().equals(name)).map(Parameter::value).findFirst();
  }
}
