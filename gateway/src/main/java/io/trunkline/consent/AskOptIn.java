// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A question to be asked by text.
 *
 * @param grant what a YES grants, with the exact text of the question as what is shown
 * @param sender from which address, Messaging Service or pool; null for the account's default
 * @param confirmation what a YES is answered with: who writes, what, how often, how to stop (CTIA
 *     Messaging Principles 5.1.2.1); null for nothing
 * @param patience how long a YES counts, a minute to 30 days
 */
public record AskOptIn(
    Statement grant, @Nullable String sender, @Nullable String confirmation, Duration patience) {}
