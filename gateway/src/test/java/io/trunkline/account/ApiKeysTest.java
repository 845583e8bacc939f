// SPDX-License-Identifier: Apache-2.0
package io.trunkline.account;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.trunkline.problem.RefusalException;
import io.trunkline.storage.TestDatabase;
import io.trunkline.storage.TroubledDataSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {

  private static final TestDatabase DATABASE = TestDatabase.create();

  private final Accounts accounts = TestAccounts.in(DATABASE.storage());
  private final AccountId account = accounts.configured().id();

  @Test
  void givesOutASecretAndKeepsOnlyItsHash() throws NoSuchAlgorithmException {
    var made = accounts.createKey(account, "checkout", Set.of(Scope.SEND));

    assertThat(made.secret()).matches("tk_[A-Za-z0-9_-]{43}");
    assertThat(made.toString()).doesNotContain(made.secret());
    assertThat(row(made.key().id()))
        .contains(
            hex(MessageDigest.getInstance("SHA-256").digest(made.secret().getBytes(US_ASCII))))
        .doesNotContain(made.secret())
        .doesNotContain(hex(made.secret().getBytes(US_ASCII)));
  }

  @Test
  void makesNoTwoSecretsAlike() {
    var one = accounts.createKey(account, "twin", Set.of(Scope.READ));
    var other = accounts.createKey(account, "twin", Set.of(Scope.READ));

    assertThat(one.secret()).isNotEqualTo(other.secret());
    assertThat(accounts.authenticate(one.secret())).contains(one.key());
    assertThat(accounts.authenticate(other.secret())).contains(other.key());
  }

  @Test
  void knowsEachKeyWithItsScopesOnEveryNode() {
    var otherNode = TestAccounts.in(DATABASE.storage());
    for (var bits = 1; bits < 1 << Scope.values().length; bits++) {
      var scopes = EnumSet.noneOf(Scope.class);
      for (var scope : Scope.values()) {
        if ((bits >> scope.ordinal() & 1) == 1) {
          scopes.add(scope);
        }
      }
      var made = accounts.createKey(account, "scopes", scopes);

      assertThat(otherNode.authenticate(made.secret())).contains(made.key());
      assertThat(made.key().scopes()).isEqualTo(scopes);
    }
  }

  @Test
  void refusesARevokedKeyAtOnce() {
    var made = accounts.createKey(account, "stolen", Set.of(Scope.SEND));
    var kept = accounts.createKey(account, "kept", Set.of(Scope.SEND));
    assertThat(accounts.authenticate(made.secret())).isPresent();

    accounts.revokeKey(made.key().id());

    assertThat(accounts.authenticate(made.secret())).isEmpty();
    assertThat(TestAccounts.in(DATABASE.storage()).authenticate(made.secret())).isEmpty();
    assertThat(accounts.authenticate(kept.secret())).contains(kept.key());
  }

  @Test
  void refusesAKeyThatWasBeingLookedUpWhenItWasRevoked() throws InterruptedException {
    var dataSource = new TroubledDataSource(DATABASE.dataSource());
    var slow = TestAccounts.in(TestDatabase.storageOn(dataSource));
    var made = slow.createKey(account, "raced", Set.of(Scope.SEND));

    var afterReading = dataSource.holdNextConnectionWhenDone();
    var lookup = Thread.startVirtualThread(() -> slow.authenticate(made.secret()));
    await().until(afterReading::isReached);
    var revocation = Thread.startVirtualThread(() -> slow.revokeKey(made.key().id()));
    await().until(() -> !accounts.keys(account).contains(made.key()));
    afterReading.letGo();
    lookup.join();
    revocation.join();

    assertThat(slow.authenticate(made.secret())).isEmpty();
  }

  @Test
  void refusesToRevokeWhatIsNoKeyInUse() {
    var revoked = accounts.createKey(account, "twice", Set.of(Scope.SEND)).key().id();
    accounts.revokeKey(revoked);

    for (var key : Set.of(revoked, new ApiKeyId(new UUID(0, 0)))) {
      assertThat(
              catchThrowableOfType(RefusalException.class, () -> accounts.revokeKey(key))
                  .refusal()
                  .code())
          .isEqualTo(AccountRefusal.UNKNOWN_API_KEY);
    }
  }

  @Test
  void listsTheKeysInUseOldestFirst() {
    var one = accounts.createKey(account, "list-1", Set.of(Scope.SEND)).key();
    var two = accounts.createKey(account, "list-2", Set.of(Scope.SEND)).key();
    var three = accounts.createKey(account, "list-3", Set.of(Scope.SEND)).key();
    accounts.revokeKey(two.id());

    assertThat(accounts.keys(account)).containsSubsequence(one, three).doesNotContain(two);
    assertThat(accounts.keys(new AccountId(new UUID(0, 0)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "tk_",
        "tk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "tk_ÄÖÜ",
        "tk_\u0000",
        "tk_\uD83D",
        "🔑"
      })
  void refusesGarbage(String secret) {
    assertThat(accounts.authenticate(secret)).isEmpty();
  }

  @Test
  void refusesGarbageOfAnySize() {
    assertThat(accounts.authenticate("tk_" + "A".repeat(5_000_000))).isEmpty();
  }

  private static String row(ApiKeyId key) {
    return DATABASE
        .jdbc()
        .sql("SELECT api_keys::text FROM trunkline.api_keys WHERE id = ?")
        .param(key.value())
        .query(String.class)
        .single();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
