// SPDX-License-Identifier: Apache-2.0
package io.trunkline.storage;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Many rows as the parameters of one statement: an array for each column, to be read with {@code
 * unnest(:a::uuid[], :b::text[])}. Each parameter needs the cast.
 *
 * @param <T> what a row is made of
 */
public final class RowArrays<T> {

  private final List<T> rows;
  private final Map<String, Object> parameters = new HashMap<>();

  private RowArrays(List<T> rows) {
    this.rows = rows;
  }

  public static <T> RowArrays<T> of(List<T> rows) {
    return new RowArrays<>(rows);
  }

  /** For {@code ::uuid[]}. */
  public RowArrays<T> uuids(String name, Function<T, @Nullable UUID> column) {
    parameters.put(name, rows.stream().map(column).toArray(UUID[]::new));
    return this;
  }

  /** For {@code ::text[]}, and for {@code ::jsonb[]} of JSON written before. */
  public RowArrays<T> texts(String name, Function<T, @Nullable String> column) {
    parameters.put(name, rows.stream().map(column).toArray(String[]::new));
    return this;
  }

  /** For {@code ::int[]} and {@code ::smallint[]}. */
  public RowArrays<T> ints(String name, Function<T, @Nullable Integer> column) {
    parameters.put(name, rows.stream().map(column).toArray(Integer[]::new));
    return this;
  }

  /** For {@code ::numeric[]}. */
  public RowArrays<T> numbers(String name, Function<T, @Nullable BigDecimal> column) {
    return texts(name, row -> written(column.apply(row)));
  }

  /** For {@code ::timestamptz[]}. */
  public RowArrays<T> instants(String name, Function<T, @Nullable Instant> column) {
    return texts(name, row -> written(column.apply(row)));
  }

  /** One array for each column named so far. */
  public Map<String, Object> parameters() {
    return Map.copyOf(parameters);
  }

  private static @Nullable String written(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
