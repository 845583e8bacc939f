// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.call;

import io.trunkline.emulator.account.Account;
import java.time.Duration;

/**
 * What was asked for when a call was ordered; checked already.
 *
 * @param numberSid of the number that calls
 * @param ringing how long it rings at most
 * @param longest how long it lasts at most, once answered
 * @param detectsMachines whether it matters who or what answers
 */
public record CallDraft(
    Account account,
    String from,
    String to,
    String numberSid,
    Instructions instructions,
    Reports reports,
    Duration ringing,
    Duration longest,
    boolean detectsMachines) {}
