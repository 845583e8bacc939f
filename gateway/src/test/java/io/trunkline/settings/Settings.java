// SPDX-License-Identifier: Apache-2.0
package io.trunkline.settings;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A record of settings, read from properties as Spring Boot reads them. */
public record Settings<T>(String prefix, Class<T> type) {

  /** Read from these, which are named without the prefix; what is not among them is absent. */
  public T with(Map<String, ?> properties) {
    var source = new MapConfigurationPropertySource();
    properties.forEach((name, value) -> source.put(prefix + "." + name, value));
    return new Binder(source).bindOrCreate(prefix, type);
  }

  /** Fails unless this is refused, and said of which property. */
  public void refuse(String name, String value) {
    assertThatThrownBy(() -> with(Map.of(name, value)))
        .rootCause()
        .hasMessageContaining(prefix + "." + name);
  }
}
