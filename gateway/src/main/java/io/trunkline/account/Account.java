// SPDX-License-Identifier: Apache-2.0
package io.trunkline.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One Twilio account or subaccount and all that is ours in it.
 *
 * @param name unique, chosen by whoever opened it; {@code default} is the configured one
 * @param twilioSid {@code AC…}; absent while the account has no credentials and cannot send
 */
public record Account(AccountId id, String name, @Nullable String twilioSid, Instant createdAt) {}
