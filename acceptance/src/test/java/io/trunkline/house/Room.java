// SPDX-License-Identifier: Apache-2.0
package io.trunkline.house;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The rooms of the gateway, each below all those it may call, and the classes by which one comes
 * in. A room whose door is a record, an enum or an interface needs no class.
 */
enum Room {
  ID("Ids"),
  /** Beside the way in, how many write at once. */
  STORAGE("Storage", "GroupCommit", "RowArrays"),
  BACKGROUND,
  PROBLEM("JsonBody"),
  EGRESS("Egress"),
  PHONE,
  SEGMENTS("SmartEncoding"),
  SIGNATURES("TwilioSignature"),
  ACCOUNT("Accounts"),
  TOKENS("AuthTokens"),
  EVENTS("Events"),
  REJECTIONS("Rejections"),
  CALLBACKS("Callbacks"),
  PROBES("Probes"),
  REPLAYS("Replays"),
  /**
   * Beside the way to Twilio: its contents, whom it calls, its errors, who has a number, its markup
   * language.
   */
  TWILIO("Twilio", "TwilioContents", "TwilioEntrances", "TwilioErrors", "TwilioNumbers", "Twiml"),
  ENTRANCES("Entrances"),
  /**
   * Who chooses a sender asks how much waits, and runs no queue: depths are a door of their own. So
   * are brakes: what a worker hears may slow its queue down.
   */
  DISPATCH("PacedQueue", "QueueDepths", "Brakes"),
  MEDIA("Media"),
  TEMPLATES("Templates"),
  PRICES("Prices"),
  /** Beside the sets of rules, a set of rules. */
  LAW("RuleSets", "RuleSet"),
  /** Settings of accounts for those who decide, and judgement for those who accept. */
  POLICY("Policies", "Scrutiny"),
  /**
   * Who decides and hears, who keeps the books, who asks, what a person looks at, who has a number,
   * and what is known of recipients.
   */
  CONSENT("Consents", "Ledger", "OptIns", "ConsentFlags", "NumberChecks", "Recipients"),
  NUMBERS("Numbers"),
  CONVERSATIONS("Conversations"),
  /**
   * A door for those who send, one for those who hand over, one for those who look after it, one
   * for those who look for what never came in.
   */
  MESSAGING("Messages", "Outbox", "Unsettled", "Missed"),
  /** Whether an account's queue is held, and what a person decides. */
  HANDOVER("Circuits", "Decisions"),
  /** Endpoints, and what was sent to them. */
  WEBHOOKS("Webhooks", "WebhookDeliveries");

  static final DescribedPredicate<JavaClass> IN_THE_GATEWAY =
      DescribedPredicate.describe("in the gateway", type -> !outside(type));

  private final Set<String> doors;

  Room(String... doors) {
    this.doors = Set.of(doors);
  }

  String packageName() {
    return House.ROOT + "." + name().toLowerCase(Locale.ROOT);
  }

  boolean hasDoor(JavaClass type) {
    return doors.contains(type.getSimpleName());
  }

  /** The room whose package holds the class; empty if none does. */
  static Optional<Room> of(JavaClass type) {
    return Arrays.stream(values())
        .filter(room -> type.getPackageName().equals(room.packageName()))
        .findFirst();
  }

  private static boolean outside(JavaClass type) {
    var name = type.getPackageName() + ".";
    return !name.startsWith(House.ROOT + ".")
        || name.startsWith(House.ROOT + ".emulator.")
        || name.startsWith(House.ROOT + ".server.")
        || name.startsWith(House.ROOT + ".bench.");
  }
}
