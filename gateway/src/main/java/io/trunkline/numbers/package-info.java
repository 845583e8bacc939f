// SPDX-License-Identifier: Apache-2.0
/**
 * What we send from: numbers, short codes, names and Messaging Services, each of a kind and with a
 * pace. A sender is registered by configuration or through {@link io.trunkline.numbers.Numbers}, is
 * chosen when a message is accepted, and stays known as long as messages point at it.
 */
@ApplicationModule(allowedDependencies = {"account", "id", "phone", "problem", "storage"})
@NullMarked
package io.trunkline.numbers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
