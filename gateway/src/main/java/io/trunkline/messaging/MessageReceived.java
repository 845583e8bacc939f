// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

/** Somebody has texted us. Published inside the transaction that makes it so. */
public record MessageReceived(Message message) {}
