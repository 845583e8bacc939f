// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.account.AccountId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request from Twilio whose signature was right. It may come late, twice, out of order, and
 * before the answer to our own request has been recorded.
 *
 * @param pathVariables what stood in the places of the route's path
 * @param parameters as Twilio sent them, in its order; a repeated parameter has several values
 */
public record Callback(
    CallbackId id,
    AccountId account,
    Map<String, String> pathVariables,
    Map<String, List<String>> parameters,
    Instant receivedAt) {

  public Callback {
    pathVariables = Map.copyOf(pathVariables);
    var copy = new LinkedHashMap<String, List<String>>();
    parameters.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    parameters = Collections.unmodifiableMap(copy);
  }

  /**
   * What stood in a place of the path.
   *
   * @throws IllegalArgumentException if the route has no such place
   */
  public String pathVariable(String name) {
    var value = pathVariables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The path of this callback has no {" + name + "}");
    }
    return value;
  }

  /** The first value of a parameter; an empty one counts as absent. */
  public Optional<String> parameter(String name) {
    return parameters.getOrDefault(name, List.of()).stream()
        .findFirst()
        .filter(value -> !value.isEmpty());
  }

  /**
   * The first value of a parameter that Twilio always sends.
   *
   * @throws IllegalArgumentException if it is absent or empty
   */
  public String required(String name) {
    return parameter(name)
        .orElseThrow(() -> new IllegalArgumentException("The callback has no " + name));
  }

  /** Parameters hold numbers and bodies, and are never printed. */
  @Override
  public String toString() {
    return "Callback[" + id + "]";
  }
}
