// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.callbacks;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The parameters of one callback, in order. */
public final class CallbackForm implements Iterable<Parameter> {
  private final List<Parameter> parameters = new ArrayList<>();

  /** Adds a parameter; an empty value is sent and signed like any other. */
  public CallbackForm add(String name, String value) {
    parameters.add(new Parameter(name, value));
    return this;
  }

  /** The first value of the name. */
  public Optional<String> get(String name) {
    return parameters.stream()
        .filter(parameter -> parameter.name().equals(name))
        .map(Parameter::value)
        .findFirst();
  }

  /** As a list that later additions do not change. */
  public List<Parameter> parameters() {
    return List.copyOf(parameters);
  }

  @Override
  public Iterator<Parameter> iterator() {
    return parameters().iterator();
  }

  /** As the body of a POST or the query of a GET. */
  String encoded() {
    var text = new StringBuilder();
    for (var parameter : parameters) {
      if (!text.isEmpty()) {
        text.append('&');
      }
      text.append(URLEncoder.encode(parameter.name(), StandardCharsets.UTF_8))
          .append('=')
          .append(URLEncoder.encode(parameter.value(), StandardCharsets.UTF_8));
    }
    return text.toString();
  }
}
