// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the phone that a parameter of type {@link io.trunkline.emulator.Phone} is. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Handset {
  /** Its number in E.164 form. */
  String value();
}
