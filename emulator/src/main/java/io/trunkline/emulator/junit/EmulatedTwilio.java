// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Runs an emulator for the tests of a class, as {@link TwilioExtension} does. Since each test
 * begins with a fresh world, they run one after the other.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(TwilioExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
public @interface EmulatedTwilio {
  /** The numbers that the account rents, in E.164 form; none for the usual two. */
  String[] numbers() default {};

  /** A seed file to begin with, seen from the folder that the tests run in; empty for none. */
  String seed() default "";

  /** Whether a text that no phone expected fails the test. */
  boolean strict() default false;
}
