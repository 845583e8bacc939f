// SPDX-License-Identifier: Apache-2.0
/**
 * The thin runnable around the gateway: a configuration file, a database, and the web edge with its
 * API keys. {@link io.trunkline.server.TrunklineServer} starts it; the command line is in {@code
 * cli}.
 */
@NullMarked
package io.trunkline.server;

import org.jspecify.annotations.NullMarked;
