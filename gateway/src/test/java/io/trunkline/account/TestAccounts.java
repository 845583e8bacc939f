// SPDX-License-Identifier: Apache-2.0
package io.trunkline.account;

import io.trunkline.id.Ids;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Accounts for tests of the rooms below. */
public final class TestAccounts {

  static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  private static final AtomicInteger LAST_SID = new AtomicInteger();

  private TestAccounts() {}

  /** Those of a database, the configured one without credentials. */
  public static Accounts in(Storage storage) {
    return new Accounts(
        new AccountStore(storage),
        new AccountProperties(new AccountProperties.Twilio(null, null, null, null, null), KEY),
        Optional.empty(),
        new Ids(Clock.systemUTC()),
        Clock.systemUTC());
  }

  /** A further account. */
  public static Account open(Accounts accounts, String name) {
    return accounts.open(name, new TwilioCredentials(freshSid(), "token", null, null, null));
  }

  /** The SID of an account that nobody has. */
  static String freshSid() {
    return "AC%032d".formatted(LAST_SID.incrementAndGet());
  }
}
