// SPDX-License-Identifier: Apache-2.0
package io.trunkline.account;

import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import java.util.Locale;
import java.util.Set;

/**
 * On whose behalf a request to our API acts. Whoever guards {@code /v1/**} puts it into the request
 * attribute {@link #ATTRIBUTE}; without one the request acts for the default account and may do
 * everything, since then the host application has let it in.
 *
 * @param actor who it is, for the records: the id of a key, or the name of the host
 */
public record Caller(AccountId account, Set<Scope> scopes, String actor) {

  /** The servlet request attribute that holds the caller. */
  public static final String ATTRIBUTE = "io.trunkline.caller";

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /**
   * @throws io.trunkline.problem.RefusalException if the caller lacks the scope
   */
  public void mustHave(Scope scope) {
    if (!scopes.contains(scope)) {
      var needed = scope.name().toLowerCase(Locale.ROOT);
      throw Refusal.of(
              RequestRefusal.MISSING_SCOPE, "This needs a key with the scope \"" + needed + "\"")
          .asException();
    }
  }
}
