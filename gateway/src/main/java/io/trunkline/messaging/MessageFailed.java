// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

/**
 * The message will not arrive: it was undelivered, failed, refused, canceled or expired, as its
 * status says. Published inside the transaction that makes it so.
 *
 * @param source who or what has decided it
 */
public record MessageFailed(Message message, TimelineEntry.Source source) {}
