// SPDX-License-Identifier: Apache-2.0
package io.trunkline.background;

import java.time.Duration;

/**
 * One thing to do again and again.
 *
 * @param name stable and unique; the key of its row
 * @param pause between the end of one run and the start of the next, at least a second
 * @param work has no transaction around it; when it throws, the next run is tried after the same
 *     pause
 */
public record Routine(String name, Duration pause, Runnable work) {}
