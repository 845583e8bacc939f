// SPDX-License-Identifier: Apache-2.0
package io.trunkline.conversations;

import io.trunkline.account.Account;
import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.account.TestAccounts;
import io.trunkline.id.Ids;
import io.trunkline.storage.TestDatabase;
import io.trunkline.twilio.Channel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Nodes on one database, and for each test an account that nobody else has. */
class ConversationsStage {

  static final TestDatabase DATABASE = TestDatabase.create();
  private static final Accounts ACCOUNTS = TestAccounts.in(DATABASE.storage());
  private static final AtomicInteger NUMBER = new AtomicInteger();
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  static final String OURS = "+14155550100";

  static final ConversationsProperties LIMITS =
      new ConversationsProperties(5, Duration.ofHours(1), 3, Duration.ofMinutes(10));

  final AccountId account = open().id();
  final Conversations conversations = node(NOON);

  static Account open() {
    return TestAccounts.open(ACCOUNTS, "shop-" + NUMBER.incrementAndGet());
  }

  /** What one node has, its clock standing still. */
  static Conversations node(Instant now) {
    var clock = Clock.fixed(now, ZoneOffset.UTC);
    return new Conversations(
        new ConversationStore(DATABASE.storage()),
        new SpokenStore(DATABASE.storage(), new Ids(Clock.systemUTC()), LIMITS),
        new LoopGuard(LIMITS),
        clock);
  }

  Conversation find(ConversationKey key) {
    return list(false).stream().filter(found -> found.key().equals(key)).findFirst().orElseThrow();
  }

  List<Conversation> list(boolean unreadOnly) {
    return conversations.list(new ConversationQuery(account, unreadOnly, null, null, 200));
  }

  ConversationKey sms(String contact) {
    return new ConversationKey(account, Channel.SMS, OURS, contact);
  }

  ConversationKey whatsApp(String contact) {
    return new ConversationKey(account, Channel.WHATSAPP, OURS, contact);
  }

  static Spoken said(ConversationKey key, String body, int minute) {
    return new Spoken(key, null, body, minute(minute));
  }

  /** After noon. */
  static Instant minute(int minute) {
    return NOON.plus(Duration.ofMinutes(minute));
  }
}
