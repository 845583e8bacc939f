// SPDX-License-Identifier: Apache-2.0
/**
 * The server and the emulator side by side, and a story that is played on them over real HTTP: a
 * text goes out and arrives, the handset answers STOP, and the next text is refused. Each step says
 * what it saw and fails if that is not what it should have seen.
 */
@NullMarked
package io.trunkline.server.demo;

import org.jspecify.annotations.NullMarked;
