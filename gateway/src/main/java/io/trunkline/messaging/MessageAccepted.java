// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

/**
 * A message has been accepted and will be handed over. Published inside the transaction that makes
 * it so.
 */
public record MessageAccepted(Message message) {}
