// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.trunkline.emulator.RawClient.OURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.trunkline.emulator.callbacks.SentCallback;
import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The panel beside the phones, in a real browser. */
class PanelPageTest extends PageStage {

  @Test
  void showsTheBaseStringOfEachCallback() {
    try (var receiver = new CallbackReceiver()) {
      client.send(
          "To", ALICE, "From", OURS, "Body", "x", "StatusCallback", receiver.url("/status?room=7"));
      var records = tab("Callbacks").locator("details");
      assertThat(records).hasCount(3);
      assertThat(records.first()).containsText("delivered");

      records.last().locator("summary").click();

      var callback = emulator.callbacks().getFirst();
      assertThat(records.last().locator(".base-string code")).hasText(callback.baseString());
      assertThat(callback.baseString()).startsWith(receiver.url("/status?room=7AccountSid"));
      assertThat(records.last()).containsText(callback.signature());
      assertThat(records.last()).containsText(callback.idempotencyToken());
      assertThat(records.last()).containsText("204 after ");
    }
  }

  @Test
  void saysWhatWentWrongWithACallback() {
    emulator.faults(7, FaultRule.of(FaultKind.CALLBACK_LOST).times(1));
    client.send(
        "To", ALICE, "From", OURS, "Body", "x", "StatusCallback", "http://localhost:1/nobody");

    var records = tab("Callbacks").locator("details");

    assertThat(records).hasCount(3);
    assertThat(records.last()).containsText("callback_lost");
    assertThat(records.last()).containsText("kept back");
    assertThat(records.first()).containsText("11205");
    assertThat(emulator.callbacks()).extracting(SentCallback::signature).first().isEqualTo("");
  }

  @Test
  void entersWhatWasTakenAndMarksDuplicates() {
    var ledger = tab("Ledger");
    client.send("To", ALICE, "From", OURS, "Body", "Once");
    client.send("To", ALICE, "From", OURS, "Body", "Twice");
    client.send("To", ALICE, "From", OURS, "Body", "Twice");

    assertThat(ledger).containsText("3 messages taken");
    assertThat(ledger.locator(".entry")).hasCount(3);
    assertThat(ledger.locator(".badge:visible"))
        .hasText(new String[] {"taken 2 times", "taken 2 times"});
  }

  @Test
  void ordersAFaultAndCallsItOff() {
    var faults = tab("Faults");
    assertThat(faults.locator("[name=fault] option")).hasCount(FaultKind.values().length);
    faults.locator("[name=fault]").selectOption("status_before");
    faults.locator("[name=path]").fill("/Messages.json");
    faults.locator("[name=status]").fill("500");
    faults.locator("[name=often]").selectOption("next");
    faults.locator("[name=amount]").fill("2");
    faults.getByText("Order it").click();
    assertThat(faults.locator(".rules li")).containsText("the next 2");

    assertThat(client.send("To", ALICE, "From", OURS, "Body", "x").status()).isEqualTo(500);

    assertThat(faults.locator(".rules li")).containsText("struck 1 ×");
    faults.locator("[name=fault]").selectOption("callback_delayed");
    faults.locator("[name=delay]").fill("2.5");
    faults.getByText("Order it").click();
    assertThat(faults.locator(".rules li")).hasCount(2);
    faults.getByLabel("Call off status_before").click();
    assertThat(faults.locator(".rules li")).hasCount(1);
    assertThat(client.get("/_emulator/faults").json().at("/rules/0/delay").stringValue())
        .isEqualTo("PT2.5S");
    faults.getByText("Call all off").click();
    assertThat(faults.getByText("Nothing is ordered to go wrong")).isVisible();
  }

  @Test
  void showsTheServersWordsAboutAnOrderItRefuses() {
    var clock = tab("Clock");
    clock.getByLabel("Advance by").fill("P");
    clock.getByLabel("Advance by").press("Enter");

    assertThat(clock.getByRole(AriaRole.ALERT))
        .containsText("advance must be an ISO 8601 duration");
  }

  @Test
  void advancesTheClock() {
    var clock = tab("Clock");
    clock.getByText("Stand still").click();
    assertThat(clock.getByText("The clock stands still")).isVisible();
    assertThat(page.getByRole(AriaRole.BANNER)).containsText("stands still");
    var before = now();

    clock.getByText("+36 h").click();
    await().until(() -> Duration.between(before, now()).equals(Duration.ofHours(36)));
    clock.getByLabel("Advance by").fill("2d 30min");
    clock.getByLabel("Advance by").press("Enter");

    await().until(() -> Duration.between(before, now()).equals(Duration.parse("P3DT12H30M")));
    clock.getByText("3600 ×").click();
    assertThat(clock.getByText("One second here is 3600 seconds there")).isVisible();
  }

  @Test
  void showsHowToConnect() {
    var connection = tab("Connection");

    assertThat(connection).containsText(emulator.baseUrl());
    assertThat(connection).containsText(emulator.accountSid());
    assertThat(connection).containsText("+1 888 555 0100");
    emulator.pointNumber(OURS, "http://localhost:1/sms");
    assertThat(connection).containsText("http://localhost:1/sms");
  }

  @Test
  void movesAmongTheTabsWithArrowKeys() {
    tab("Callbacks");

    page.keyboard().press("ArrowRight");
    page.keyboard().press("End");
    page.keyboard().press("ArrowRight");
    page.keyboard().press("ArrowLeft");

    assertThat(page.getByRole(AriaRole.TAB, named("Connection"))).isFocused();
    assertThat(page.getByRole(AriaRole.TABPANEL, named("Connection"))).isVisible();
    assertThat(page.locator("[role=tab][tabindex='0']")).hasCount(1);
  }

  private Locator tab(String name) {
    page.getByRole(AriaRole.TAB, named(name)).click();
    return page.getByRole(AriaRole.TABPANEL, named(name));
  }

  private Instant now() {
    return Instant.parse(client.get("/_emulator/clock").text("now"));
  }
}
