// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

/**
 * The message will not arrive: it failed, was not delivered, or was refused. Published inside the
 * transaction that makes it so.
 */
public record MessageFailed(Message message) {}
