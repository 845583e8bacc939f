// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.evidence;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says where the imitated behaviour was seen, so that a doubt can be settled against the source.
 * {@code docs/emulator-coverage.md} lists them all.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Seen.All.class)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.CONSTRUCTOR})
public @interface Seen {
  /** One short sentence that says what Twilio does, and so does this. */
  String what() default "";

  /** The kind of witness. */
  Source source();

  /** Year and month in which it was looked at, as in {@code 2026-11}. */
  String on();

  /** What exactly was looked at, where the kind alone is not enough to find it again. */
  String at() default "";

  /** Kinds of witness. */
  enum Source {
    /** Twilio's published documentation, error dictionary or OpenAPI document. */
    DOCS,
    /** The source or the behaviour of one of Twilio's own SDKs. */
    SDK,
    /** Traffic of the real service. */
    LIVE
  }

  /** Several behaviours seen at one place. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.CONSTRUCTOR})
  @interface All {
    Seen[] value();
  }
}
