// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.message;

import java.time.Instant;

/**
 * One picture or file of a message.
 *
 * @param source where its bytes are: an http(s) URL, or a {@code data:} URL for a phone's own
 *     picture
 */
public record Media(String sid, String source, String contentType, Instant created) {}
