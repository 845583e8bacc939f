// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.callbacks;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.usage.UsageTriggers.Firing;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The parameters that Twilio sends when a usage trigger fires. */
final class UsageForms {
  private static final DateTimeFormatter RFC_2822 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private UsageForms() {}

  /**
   * Tells of a firing.
   *
   * @param accountUrl the address of the trigger's account
   */
  @Seen(
      what = "A trigger that fires tells its value, the current one and an idempotency token.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "usage/api/usage-trigger")
  static CallbackForm fired(Firing firing, String accountUrl) {
    var trigger = firing.trigger();
    var category = trigger.category().name();
    var day = LocalDate.ofInstant(firing.at(), ZoneOffset.UTC);
    return new CallbackForm()
        .add("AccountSid", trigger.accountSid())
        .add("UsageTriggerSid", trigger.sid())
        .add("DateFired", RFC_2822.format(firing.at()))
        .add("Recurring", trigger.recurring().wire())
        .add("UsageCategory", category)
        .add("TriggerBy", trigger.by().wire())
        .add("TriggerValue", trigger.value().toPlainString())
        .add("CurrentValue", firing.current().stripTrailingZeros().toPlainString())
        .add("UsageRecordUri", accountUrl + "/Usage/Records.json?Category=" + category)
        .add("IdempotencyToken", trigger.accountSid() + "-FIRES-" + trigger.sid() + "-" + day);
  }
}
