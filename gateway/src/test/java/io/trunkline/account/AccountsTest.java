// SPDX-License-Identifier: Apache-2.0
package io.trunkline.account;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trunkline.id.Ids;
import io.trunkline.problem.RefusalCode;
import io.trunkline.problem.RefusalException;
import io.trunkline.storage.TestDatabase;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsTest {

  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final String KEY = TestAccounts.KEY;

  private final String sid = TestAccounts.freshSid();
  private final Accounts accounts = accounts(sid, KEY);

  @Test
  void keepsTheConfiguredAccountOverARestartAndGivesItItsNewSid() {
    var before = accounts.configured();
    var newSid = TestAccounts.freshSid();

    var after = accounts(newSid, KEY);

    assertThat(before.twilioSid()).isEqualTo(sid);
    assertThat(after.configured())
        .isEqualTo(new Account(before.id(), Accounts.DEFAULT, newSid, before.createdAt()));
    assertThat(after.byTwilioSid(newSid)).contains(before.id());
    assertThat(after.byTwilioSid(sid)).isEmpty();
    assertThat(after.byName(Accounts.DEFAULT)).contains(after.configured());
  }

  @Test
  void standsWithoutCredentials() {
    var without = accounts(null, null);

    assertThat(without.credentials(without.configured().id())).isEmpty();
  }

  @Test
  void takesNoSidFromTheServerThatKnowsIt() {
    var newSid = TestAccounts.freshSid();
    var server = accounts(newSid, null);

    // A command in a shell that has no credentials, or those of another account.
    accounts(null, null);
    assertThat(accounts(null, null).byTwilioSid(newSid)).contains(server.configured().id());
    accounts(TestAccounts.freshSid(), null);

    assertThat(server.byTwilioSid(newSid)).contains(server.configured().id());
  }

  @Test
  void opensAnAccountThatEveryNodeWithTheKeyCanSpeakFor() {
    var credentials = credentials(TestAccounts.freshSid());

    var account = accounts.open("shop-1", credentials);

    var otherNode = accounts(sid, KEY);
    assertThat(otherNode.byName("shop-1")).contains(account);
    assertThat(otherNode.byTwilioSid(credentials.accountSid())).contains(account.id());
    assertThat(otherNode.credentials(account.id())).contains(credentials);
  }

  @Test
  void storesNothingOfTheCredentialsThatCanBeRead() {
    var account = accounts.open("unreadable", credentials(TestAccounts.freshSid()));

    assertThat(new String(sealed(account), ISO_8859_1))
        .isNotEmpty()
        .doesNotContain("token", "secret", "SK1", "AC");
  }

  @Test
  void doesNotOpenCredentialsWithAnotherKey() {
    var account = accounts.open("other-key", credentials(TestAccounts.freshSid()));
    var otherKey =
        Base64.getEncoder().encodeToString("another key, also of 32 letters.".getBytes(ISO_8859_1));

    assertThat(accounts(sid, otherKey).credentials(account.id())).isEmpty();
    assertThat(accounts(sid, null).credentials(account.id())).isEmpty();
  }

  @Test
  void doesNotOpenCredentialsThatWereCopiedFromAnotherAccount() {
    var rich = accounts.open("rich", credentials(TestAccounts.freshSid()));
    var poor = accounts.open("poor", credentials(TestAccounts.freshSid()));
    store(poor, sealed(rich));

    assertThat(accounts.credentials(poor.id())).isEmpty();
    assertThat(accounts.credentials(rich.id())).isPresent();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 12, 40})
  void doesNotOpenCredentialsThatWereCutShort(int length) {
    var account = accounts.open("cut-" + length, credentials(TestAccounts.freshSid()));
    store(account, Arrays.copyOf(sealed(account), length));

    assertThat(accounts.credentials(account.id())).isEmpty();
  }

  @Test
  void sealsASecretForOneUseOfOneAccount() {
    var ours = accounts.configured().id();
    var other = accounts.open("sealing", credentials(TestAccounts.freshSid())).id();
    var secret = "whsec".getBytes(ISO_8859_1);

    var sealed = accounts.seal(ours, "webhooks", secret);

    assertThat(new String(sealed, ISO_8859_1)).doesNotContain("whsec");
    assertThat(accounts.seal(ours, "webhooks", secret)).isNotEqualTo(sealed);
    assertThat(accounts.unseal(ours, "webhooks", sealed)).isEqualTo(secret);
    assertThatThrownBy(() -> accounts.unseal(ours, "web", sealed))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> accounts.unseal(other, "webhooks", sealed))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> accounts(sid, null).seal(ours, "webhooks", secret))
        .hasMessageStartingWith("no_encryption_key");
  }

  @Test
  void opensWithTheKeyOfTheHostWhatWasSealedBeforeThereWasOneOfTheirOwn() {
    var hosts = Optional.of(new EncryptionKey("h".repeat(43) + "="));
    var ours = accounts.configured().id();
    var secret = "whsec_1".getBytes(ISO_8859_1);

    var before = accounts(sid, null, hosts).seal(ours, "webhooks", secret);
    var after = accounts(sid, KEY, hosts).seal(ours, "webhooks", secret);

    assertThat(accounts(sid, KEY, hosts).unseal(ours, "webhooks", before)).isEqualTo(secret);
    assertThat(accounts(sid, KEY).unseal(ours, "webhooks", after)).isEqualTo(secret);
    assertThatThrownBy(() -> accounts(sid, KEY).unseal(ours, "webhooks", before))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-shop", "Shop", "my shop", "shöp", "shop\n", "shop_1"})
  void refusesWhatIsNoName(String name) {
    assertThat(refusalOfOpening(accounts, name, TestAccounts.freshSid()))
        .isEqualTo(AccountRefusal.INVALID_ACCOUNT_NAME);
  }

  @Test
  void takesNamesOfUpTo63Characters() {
    assertThat(accounts.open("n".repeat(63), credentials(TestAccounts.freshSid())).name())
        .hasSize(63);
    assertThat(refusalOfOpening(accounts, "n".repeat(64), TestAccounts.freshSid()))
        .isEqualTo(AccountRefusal.INVALID_ACCOUNT_NAME);
  }

  @Test
  void refusesANameOrATwilioAccountThatIsTaken() {
    var taken = TestAccounts.freshSid();
    accounts.open("taken", credentials(taken));

    assertThat(refusalOfOpening(accounts, "taken", TestAccounts.freshSid()))
        .isEqualTo(AccountRefusal.ACCOUNT_EXISTS);
    assertThat(refusalOfOpening(accounts, "free", taken)).isEqualTo(AccountRefusal.ACCOUNT_EXISTS);
    assertThat(refusalOfOpening(accounts, "free", sid)).isEqualTo(AccountRefusal.ACCOUNT_EXISTS);
    assertThat(refusalOfOpening(accounts, Accounts.DEFAULT, TestAccounts.freshSid()))
        .isEqualTo(AccountRefusal.ACCOUNT_EXISTS);
    assertThat(accounts.byName("free")).isEmpty();
  }

  @Test
  void refusesCredentialsThatItCouldNotSeal() {
    assertThat(refusalOfOpening(accounts(sid, null), "unsealed", TestAccounts.freshSid()))
        .isEqualTo(AccountRefusal.NO_ENCRYPTION_KEY);
    assertThat(accounts.byName("unsealed")).isEmpty();
  }

  @Test
  void exchangesTheTokensOfAnAccountForEveryNode() {
    var twilioSid = TestAccounts.freshSid();
    var account =
        accounts.open("rotating", new TwilioCredentials(twilioSid, "old", null, null, null)).id();
    var otherNode = accounts(sid, KEY);

    accounts.addSecondaryToken(account, "new-token");
    assertThat(accounts.credentials(account).orElseThrow().signingTokens())
        .containsExactly("old", "new-token");

    otherNode.promoteSecondaryToken(account);
    assertThat(otherNode.credentials(account).orElseThrow().signingTokens())
        .containsExactly("new-token", "old");
    assertThat(otherNode.credentials(account).orElseThrow().password()).isEqualTo("new-token");

    accounts.forgetSecondaryToken(account);
    assertThat(accounts.credentials(account))
        .contains(new TwilioCredentials(twilioSid, "new-token", null, null, null, "old"));
    assertThat(accounts(sid, KEY).credentials(account).orElseThrow().signingTokens())
        .containsExactly("new-token");
  }

  @Test
  void refusesToExchangeWhatIsNotThere() {
    var account = accounts.open("single", credentials(TestAccounts.freshSid())).id();

    assertThat(refusal(() -> accounts.addSecondaryToken(account, "third-token")))
        .isEqualTo(AuthTokenRefusal.SECONDARY_TOKEN_EXISTS);
    accounts.forgetSecondaryToken(account);
    assertThat(refusal(() -> accounts.promoteSecondaryToken(account)))
        .isEqualTo(AuthTokenRefusal.NO_SECONDARY_TOKEN);
    assertThat(refusal(() -> accounts.forgetSecondaryToken(account)))
        .isEqualTo(AuthTokenRefusal.NO_SECONDARY_TOKEN);
    assertThat(refusal(() -> accounts.addSecondaryToken(account, "has spaces")))
        .isEqualTo(AuthTokenRefusal.INVALID_AUTH_TOKEN);
  }

  @Test
  void leavesTheTokensOfTheConfiguredAccountToItsConfiguration() {
    var configured = accounts.configured().id();

    assertThat(refusal(() -> accounts.addSecondaryToken(configured, "new-token")))
        .isEqualTo(AuthTokenRefusal.CONFIGURED_BY_PROPERTIES);
  }

  private static RefusalCode refusal(ThrowingCallable work) {
    return catchThrowableOfType(RefusalException.class, work).refusal().code();
  }

  private static RefusalCode refusalOfOpening(Accounts where, String name, String sid) {
    return catchThrowableOfType(RefusalException.class, () -> where.open(name, credentials(sid)))
        .refusal()
        .code();
  }

  private static byte[] sealed(Account account) {
    return DATABASE
        .jdbc()
        .sql("SELECT sealed_credentials FROM trunkline.accounts WHERE id = ?")
        .param(account.id().value())
        .query(byte[].class)
        .single();
  }

  private static void store(Account account, byte[] sealed) {
    DATABASE
        .jdbc()
        .sql("UPDATE trunkline.accounts SET sealed_credentials = ? WHERE id = ?")
        .params(sealed, account.id().value())
        .update();
  }

  private static TwilioCredentials credentials(String sid) {
    return new TwilioCredentials(sid, "token-1", "token-2", "SK1", "secret-3");
  }

  private static Accounts accounts(@Nullable String sid, @Nullable String key) {
    return accounts(sid, key, Optional.empty());
  }

  private static Accounts accounts(
      @Nullable String sid, @Nullable String key, Optional<EncryptionKey> hosts) {
    var token = sid == null ? null : "token";
    var twilio = new AccountProperties.Twilio(sid, token, null, null, null);
    return new Accounts(
        new AccountStore(DATABASE.storage()),
        new AccountProperties(twilio, key),
        hosts,
        new Ids(Clock.systemUTC()),
        Clock.systemUTC());
  }
}
