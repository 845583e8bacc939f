// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import io.trunkline.account.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Senders under one name, of which one is chosen for each message.
 *
 * @param name small letters, digits, {@code -} and {@code _}, a letter first; unique within the
 *     account
 * @param senders of any kind; or one Messaging Service, alone, since that is a pool of Twilio's
 */
public record Pool(
    PoolId id, AccountId account, String name, List<Sender> senders, Instant createdAt) {

  static final String NAME_RULE =
      "The name of a pool has small letters, digits, - and _, and begins with a letter";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,62}");

  public Pool {
    senders = List.copyOf(senders);
  }

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }
}
