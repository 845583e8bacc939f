// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.account.TestAccounts;
import io.trunkline.consent.HeardText.Answered;
import io.trunkline.law.Purpose;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.storage.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Somebody who texts us, and what stands of them. */
abstract class EarStage {

  static final TestDatabase DATABASE = TestDatabase.create();
  static final AccountId OURS = TestAccounts.in(DATABASE.storage()).configured().id();
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
  static final String NUMBER = "+14155550100";
  static final String OTHER = "+14155550101";
  static int lastPerson;
  static int lastText;

  final TestConsents room = TestConsents.in(DATABASE, CLOCK);
  final Consents consents = room.consents();
  final ConsentFlags flags = room.flags();
  final Ledger ledger = room.ledger();
  PhoneNumber alice = new PhoneNumber("+1415557" + (1000 + ++lastPerson));

  Optional<String> hear(String text, Purpose answering) {
    return hear(NUMBER, text, new Answered(answering, null, null), NOON);
  }

  Optional<String> hear(String to, String text, @Nullable Answered answering, Instant at) {
    return Optional.ofNullable(consents.hear(heard(to, text, answering, at)).answer());
  }

  HeardText heard(String to, String text, @Nullable Answered answering, Instant at) {
    return new HeardText(OURS, alice, to, null, text, null, "SM" + ++lastText, answering, at);
  }

  List<ConsentFlag> open() {
    return flags.list(OURS, true, null, 100).stream()
        .filter(flag -> flag.recipient().equals(alice))
        .toList();
  }

  Set<Purpose> blocked(String sender) {
    var standing = ledger.standing(OURS, alice);
    var blocked = EnumSet.noneOf(Purpose.class);
    for (var purpose : Purpose.values()) {
      if (standing.towards(Set.of(ConsentScope.sender(sender)), purpose).isBlocked()) {
        blocked.add(purpose);
      }
    }
    return blocked;
  }
}
