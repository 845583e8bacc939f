// SPDX-License-Identifier: Apache-2.0
/**
 * The PostgreSQL that the server stands on: one that runs elsewhere ({@code DATABASE_URL}), or one
 * of our own under a data folder, started with us and stopped after us, durable in either case.
 *
 * <p>The data folder belongs to one process at a time, which holds a lock that the operating system
 * drops when the process dies. So whoever has the lock knows that a PostgreSQL still running there
 * is an orphan. Only {@link io.trunkline.server.database.Database} is meant for the rest of the
 * server.
 */
@NullMarked
package io.trunkline.server.database;

import org.jspecify.annotations.NullMarked;
