// SPDX-License-Identifier: Apache-2.0
package io.trunkline.entrances;

/**
 * One address that somebody chooses to set to ours.
 *
 * @param from what they have seen there; nothing is done if it is something else by now
 */
public record EntranceChange(String sid, String setting, String from) {}
