// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request that was made.
 *
 * @param number from 1 on, over all attempts at one delivery
 * @param url without its query
 * @param request null if none was made, or nobody knows
 */
public record WebhookAttempt(
    int number, Instant at, URI url, @Nullable WebhookRequest request, WebhookAnswer answer) {}
