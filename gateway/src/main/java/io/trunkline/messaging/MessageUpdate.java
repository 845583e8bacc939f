// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * What Twilio says has become of an outbound message.
 *
 * @param id the message in whose status-callback address it was said; null if only the SID says
 *     which
 * @param twilioStatus Twilio's word
 * @param errorCode why it failed, if it did
 * @param from what it was sent from
 */
public record MessageUpdate(
    AccountId account,
    @Nullable MessageId id,
    String twilioSid,
    String twilioStatus,
    @Nullable Integer errorCode,
    @Nullable String from) {}
