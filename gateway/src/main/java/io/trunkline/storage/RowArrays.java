// SPDX-License-Identifier: Apache-2.0
package io.trunkline.storage;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Many rows as the parameters of one statement: an array for each column, to be read with {@code
 * unnest(:a::uuid[], :b::text[])}. Each parameter needs the cast.
 *
 * @param <T> what a row is made of
 */
public final class RowArrays<T> {

  private final List<T> rows;
  private final Map<String, @Nullable Object> parameters = new HashMap<>();

  private RowArrays(List<T> rows) {
    this.rows = rows;
  }

  public static <T> RowArrays<T> of(List<T> rows) {
    return new RowArrays<>(rows);
  }

  /** For {@code ::uuid[]}. */
  public RowArrays<T> uuids(String name, Function<T, @Nullable UUID> column) {
    return column(name, column, UUID[]::new);
  }

  /** For {@code ::text[]}, and for {@code ::jsonb[]} of JSON written before. */
  public RowArrays<T> texts(String name, Function<T, @Nullable String> column) {
    return column(name, column, String[]::new);
  }

  /** For {@code ::int[]} and {@code ::smallint[]}. */
  public RowArrays<T> ints(String name, Function<T, @Nullable Integer> column) {
    return column(name, column, Integer[]::new);
  }

  /** For {@code ::numeric[]}. */
  public RowArrays<T> numbers(String name, Function<T, @Nullable BigDecimal> column) {
    return texts(name, row -> written(column.apply(row)));
  }

  /** For {@code ::boolean[]}. */
  public RowArrays<T> booleans(String name, Function<T, @Nullable Boolean> column) {
    return column(name, column, Boolean[]::new);
  }

  /** For {@code ::timestamptz[]}. */
  public RowArrays<T> instants(String name, Function<T, @Nullable Instant> column) {
    return texts(name, row -> written(column.apply(row)));
  }

  /** One array for each column named so far; null for one of nothing but nulls. */
  public Map<String, @Nullable Object> parameters() {
    return Collections.unmodifiableMap(parameters);
  }

  private <V> RowArrays<T> column(
      String name, Function<T, @Nullable V> column, IntFunction<@Nullable V[]> array) {
    var values = array.apply(rows.size());
    boolean empty = true;
    for (int i = 0; i < values.length; i++) {
      values[i] = column.apply(rows.get(i));
      empty &= values[i] == null;
    }
    // The other columns fill it up with nulls, and neither side has to write or read them.
    parameters.put(name, empty ? null : values);
    return this;
  }

  private static @Nullable String written(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
