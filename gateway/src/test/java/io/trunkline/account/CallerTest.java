// SPDX-License-Identifier: Apache-2.0
package io.trunkline.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trunkline.problem.RefusalException;
import io.trunkline.problem.RequestRefusal;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallerTest {

  private static final AccountId ACCOUNT = new AccountId(new UUID(1, 2));

  @ParameterizedTest
  @EnumSource
  void mayDoWhatItsScopesSay(Scope scope) {
    assertThatCode(() -> new Caller(ACCOUNT, Set.of(scope), "key").mustHave(scope))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource
  void mayNotDoMore(Scope scope) {
    var others = EnumSet.complementOf(EnumSet.of(scope));

    var refusal =
        catchThrowableOfType(
                RefusalException.class, () -> new Caller(ACCOUNT, others, "key").mustHave(scope))
            .refusal();

    assertThat(refusal.code()).isEqualTo(RequestRefusal.MISSING_SCOPE);
    assertThat(refusal.detail()).contains("\"" + scope.name().toLowerCase(Locale.ROOT) + "\"");
  }

  @Test
  void cannotBeGivenMoreScopesAfterwards() {
    var scopes = EnumSet.of(Scope.READ);
    var caller = new Caller(ACCOUNT, scopes, "key");
    scopes.add(Scope.SEND);

    assertThat(caller.scopes()).containsExactly(Scope.READ);
  }
}
