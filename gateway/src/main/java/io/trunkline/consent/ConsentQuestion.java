// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;

/**
 * May this account text this recipient from this sender?
 *
 * @param recipient E.164
 * @param scope the address of the sender, or the SID of a Messaging Service
 */
public record ConsentQuestion(AccountId account, String recipient, String scope) {}
