// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;

/**
 * Somebody, as one account knows them.
 *
 * @param recipient E.164
 */
public record Person(AccountId account, String recipient) {}
