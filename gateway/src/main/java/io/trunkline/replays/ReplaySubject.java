// SPDX-License-Identifier: Apache-2.0
package io.trunkline.replays;

/**
 * What a callback is about.
 *
 * @param id ours, {@code msg_…}
 * @param status how it stands
 */
public record ReplaySubject(String id, String status) {}
