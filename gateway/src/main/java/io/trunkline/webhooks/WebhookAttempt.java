// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import java.net.URI;
import java.time.Instant;

/**
 * One request that was made.
 *
 * @param number from 1 on, over all attempts at one delivery
 * @param url without its query
 */
public record WebhookAttempt(int number, Instant at, URI url, WebhookAnswer answer) {}
