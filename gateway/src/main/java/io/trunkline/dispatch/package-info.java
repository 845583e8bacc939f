// SPDX-License-Identifier: Apache-2.0
/**
 * Hands waiting rows to their workers. A row waits in its own room's table; a queue claims it under
 * a lease when it is due and its lane's paces allow, in the order of priority and age, though
 * nothing starves; the worker then does its work with no transaction open. What the rows mean, and
 * what becomes of them, only their room knows: this one imports none.
 */
@ApplicationModule(allowedDependencies = {"storage", "background"})
@NullMarked
package io.trunkline.dispatch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
