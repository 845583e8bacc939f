// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

/** The handset has the message. Published inside the transaction that makes it so. */
public record MessageDelivered(Message message) {}
