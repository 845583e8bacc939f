// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all senders of an account together keep to, besides their own paces.
 *
 * @param account segments a second; null if there is no such limit
 * @param countries segments a second to the recipients of a country (ISO 3166-1)
 */
public record Paces(@Nullable Double account, Map<String, Double> countries) {

  public Paces {
    countries = Map.copyOf(countries);
  }
}
