// SPDX-License-Identifier: Apache-2.0
/**
 * Our schema in PostgreSQL. Each room brings its migrations under {@code db/trunkline/<room>}; they
 * run in one history of our own, so that neither the host application's Flyway nor ours sees the
 * other's files. Whoever holds {@link io.trunkline.storage.Storage} may rely on the schema.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.trunkline.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
