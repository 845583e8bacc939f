// SPDX-License-Identifier: Apache-2.0
package io.trunkline.id;

import com.github.f4b6a3.uuid.codec.base.BaseNCodec;
import com.github.f4b6a3.uuid.exception.InvalidUuidException;
import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * Makes ids and writes them down. Later ids of one process sort after earlier ones, in PostgreSQL
 * as {@code uuid} and everywhere else as text. Safe for any number of threads.
 */
public final class Ids {

  private static final BaseNCodec CROCKFORD =
      BaseNCodec.newInstance("0123456789abcdefghjkmnpqrstvwxyz");

  private final TimeOrderedEpochFactory factory;

  public Ids(Clock clock) {
    this.factory = new TimeOrderedEpochFactory(clock);
  }

  /** The next UUIDv7 (RFC 9562), by the clock given at construction. */
  public UUID next() {
    return factory.create();
  }

  /** One that sorts among those that were made at this instant, for what is learned of later. */
  public UUID at(Instant instant) {
    var random = next();
    return new UUID(
        madeFrom(instant).getMostSignificantBits() | (random.getMostSignificantBits() & 0xffff),
        random.getLeastSignificantBits());
  }

  /** When an id was made, to the millisecond. */
  public static Instant madeAt(UUID value) {
    return Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16);
  }

  /** What no id sorts before that is made from this instant on, and none after that was earlier. */
  public static UUID madeFrom(Instant instant) {
    return new UUID(instant.toEpochMilli() << 16, 0);
  }

  /** {@code prefix_} and 26 lower-case characters. */
  public static String write(String prefix, UUID value) {
    return prefix + "_" + CROCKFORD.encode(value);
  }

  /**
   * The inverse of {@link #write}.
   *
   * @throws IllegalArgumentException if the text is not exactly what {@code write} would have
   *     written for this prefix
   */
  public static UUID read(String prefix, String text) {
    if (!text.startsWith(prefix + "_")) {
      throw new IllegalArgumentException("An id of this kind starts with " + prefix + "_");
    }
    UUID value;
    try {
      value = CROCKFORD.decode(text.substring(prefix.length() + 1));
    } catch (InvalidUuidException e) {
      throw new IllegalArgumentException("An id is " + prefix + "_ and 26 characters of base32", e);
    }
    if (!write(prefix, value).equals(text)) {
      throw new IllegalArgumentException("An id is " + prefix + "_ and 26 characters of base32");
    }
    return value;
  }
}
